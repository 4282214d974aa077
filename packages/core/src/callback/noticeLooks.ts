import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { perConnection } from "../connection/perConnection.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CallbackNotice } from "../domain/CallbackNotice.ts"
import type { JobId } from "../domain/JobId.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { JobSignals } from "../jobs/JobSignals.ts"
import { pollDelay } from "../jobs/pollDelay.ts"
import { CurrentLimits } from "../settings/Limits.ts"

/** Zoho's answer to a look for a callback. */
export type Verdict = "ended" | "not ended" | "unknown job" | "no answer"

/** A look at a job because of a callback: its result, and until when there is no other. */
interface NoticeLook {
  readonly kind: JobKind | undefined
  readonly firstAt: number
  readonly verdict: Deferred.Deferred<Verdict>
  goodUntil: number
}

/** The looks of those who wait on a connection by the same signals. */
const looksOf = perConnection(() => new WeakMap<JobSignals["Service"], Map<JobId, NoticeLook>>())

/** The delays of a wait have some jitter; this is its middle. */
const noJitter = 0.5

/**
 * Looks at the job of a callback one at a time, and no more often than a wait looks.
 *
 * An earlier callback, whoever posts it, gets the verdict of the last look: it costs no credit. Nothing is remembered
 * about jobs that nobody waits for.
 */
export const lookOnce = Effect.fnUntraced(function* <R>(
  { jobId, kind }: CallbackNotice,
  look: Effect.Effect<Verdict, never, R>,
): Effect.fn.Return<Verdict, never, R | ZohoConnection | JobSignals> {
  const limits = yield* CurrentLimits
  const signals = yield* JobSignals
  const shared = looksOf(yield* ZohoConnection)
  const now = yield* Clock.currentTimeMillis
  const looks = shared.get(signals) ?? new Map<JobId, NoticeLook>()
  shared.set(signals, looks)
  const last = looks.get(jobId)
  if (last !== undefined && now < last.goodUntil) {
    return last.kind === kind ? yield* Deferred.await(last.verdict) : "no answer"
  }
  const begun = { kind, firstAt: last?.firstAt ?? now, verdict: Deferred.makeUnsafe<Verdict>(), goodUntil: Infinity }
  looks.set(jobId, begun)
  return yield* look.pipe(
    Effect.onExit((exit) =>
      Effect.gen(function* () {
        const verdict = Option.getOrElse(Exit.getSuccess(exit), (): Verdict => "no answer")
        const ended = yield* Clock.currentTimeMillis
        begun.goodUntil = ended + pollDelay(ended - begun.firstAt, undefined, noJitter, limits)
        yield* Deferred.succeed(begun.verdict, verdict)
        for (const id of looks.keys()) if (!(yield* signals.isAwaited(id))) looks.delete(id)
      }),
    ),
  )
})
