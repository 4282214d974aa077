import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { inSpan, jobAttributes } from "../transport/telemetry.ts"
import { type Announced, beginWait, listen, type Look } from "./beginWait.ts"
import { checkWait } from "./checkWait.ts"
import type { WaitFailure, WaitOptions } from "./WaitOptions.ts"

/** The span of a wait. */
export const waitSpan = "zoho-bulk.waitForJob"

/**
 * Looks at a job until it has ended, and returns the last look; `onLook` receives each one before the next, including
 * unchanged ones.
 */
export const pollJob = <Kind extends JobKind | undefined = undefined, E = never, R = never>(
  options: WaitOptions<Kind>,
  onLook?: (look: Look<Kind>) => Effect.Effect<unknown, E, R>,
): Effect.Effect<Look<Kind>, WaitFailure | E, ZohoConnection | R> =>
  Effect.flatMap(Effect.fromResult(checkWait(options)), () => {
    const until = (end: Announced): Effect.Effect<Look<Kind>, WaitFailure | E, ZohoConnection | R> =>
      Effect.flatMap(beginWait(options, end), (next) => {
        const from = (seen: Look<Kind>["seen"]): Effect.Effect<Look<Kind>, WaitFailure | E, ZohoConnection | R> =>
          Effect.flatMap(next(seen), (look) => {
            const rest = look.seen === undefined ? Effect.succeed(look) : from(look.seen)
            return onLook === undefined ? rest : Effect.andThen(onLook(look), rest)
          })
        return from(undefined)
      })
    // Where nobody can announce the end of the job, nothing waits for that.
    const { signals }: WaitOptions = options ?? {}
    return signals === undefined ? until(undefined) : Effect.scoped(Effect.flatMap(listen(options), until))
  }).pipe(inSpan(waitSpan, jobAttributes(options)))
