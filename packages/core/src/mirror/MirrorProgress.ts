import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { CurrentProgress, type ProgressEvent } from "../transfer/journey/Progress.ts"
import type { ModuleOutcome } from "./ModuleOutcome.ts"

/**
 * Something that a mirror did: what the export of a module tells, or how the module ended.
 *
 * @category models
 */
export type MirrorEvent =
  | {
      readonly _tag: "progress"
      /** API name of the module. */
      readonly module: string
      /** What its export did. */
      readonly event: ProgressEvent
    }
  | { readonly _tag: "ended"; readonly outcome: ModuleOutcome }

/**
 * Is told what mirrors do; by default nobody is.
 *
 * @category configuration
 */
export const CurrentMirrorProgress = Context.Reference<(event: MirrorEvent) => Effect.Effect<void>>(
  "@zoho-bulk/core/mirror/CurrentMirrorProgress",
  { defaultValue: () => () => Effect.void },
)

/** Tells whoever listens to the mirror what the export of a module does. */
export const tellingOf =
  (module: string) =>
  <A, E, R>(copying: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(CurrentMirrorProgress, (listen) =>
      Effect.provideService(copying, CurrentProgress, (event) => listen({ _tag: "progress", module, event })),
    )
