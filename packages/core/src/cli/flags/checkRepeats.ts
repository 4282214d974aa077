import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { UsageError } from "../failure/UsageError.ts"
import type { SubmitFlags } from "./submitFlags.ts"

/** So much later every time that is told from now is another one. */
const later = { days: 400 }

/** Refuses to repeat what is told from now: it is settled when it is submitted, and would mean the same days for ever. */
export const checkRepeats = Effect.fnUntraced(function* <A, E, R>(
  every: SubmitFlags["every"],
  now: DateTime.Utc,
  typedAt: (now: DateTime.Utc) => Effect.Effect<A, E, R>,
): Effect.fn.Return<A, E | UsageError, R> {
  const typed = yield* typedAt(now)
  if (every === undefined) return typed
  const then = yield* typedAt(DateTime.add(now, later))
  if (JSON.stringify(then) === JSON.stringify(typed)) return typed
  return yield* new UsageError({
    problem: "A condition names a time from now, and --every would repeat it with the time of today",
    remedy: "Give the time itself, as in 2026-11-26, or submit it again each time, with a key of its own.",
  })
})
