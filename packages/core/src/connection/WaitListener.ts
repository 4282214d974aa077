import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { CallClass } from "./RateGate.ts"

/**
 * Is told when a call has to wait for its turn for longer than a second, and for how many milliseconds; by default nobody is.
 *
 * @category configuration
 */
export const CurrentWaitListener = Context.Reference<(callClass: CallClass, millis: number) => Effect.Effect<void>>(
  "@zoho-bulk/core/connection/CurrentWaitListener",
  { defaultValue: () => () => Effect.void },
)
