import { assert, describe, it } from "@effect/vitest"
import { Duration, Effect, Result } from "effect"
import { Headers } from "effect/http"
import { empty } from "../../support/answers.ts"
import { expectTag, failureAfter } from "../../support/failureAfter.ts"

const date = "Wed, 25 Nov 2026 12:00:00 GMT"

const day = 86_400_000

/** What Effect makes of the same header, in milliseconds; a day at most. */
const byEffect = (header: string): number | undefined =>
  Result.getOrUndefined(
    Result.map(Headers.parseRetryAfter(header), (asked) =>
      Math.min(day, Duration.toMillis(Headers.retryAfterDelay(asked, Date.parse(date)))),
    ),
  )

const byUs = (header: string) =>
  Effect.map(failureAfter(empty(429, { date, "retry-after": header })), (failure) => {
    const { retryAfter } = expectTag(failure, "Throttled")
    return retryAfter === undefined ? undefined : Duration.toMillis(retryAfter)
  })

const someTimes = Array.from({ length: 40 }, (_, n) => new Date(Date.parse(date) + n ** 6 * 977 - 5_000).toUTCString())

describe("Retry-After is read as Effect reads it, up to a day:", () => {
  it.effect.each([
    "0",
    "120",
    " 7 ",
    "1.5",
    "-3",
    "+3",
    "soon",
    "1e3",
    "2026-11-25T12:00:30Z",
    "Wed, 25 Nov 2026 12:00:30 GMT",
    "Wed, 25 Nov 2026 11:59:30 GMT",
    "Wednesday, 25-Nov-26 12:00:30 GMT",
    "Wed, 25 Nov 2026 25:00:30 GMT",
    "Wed, 25 Foo 2026 12:00:30 GMT",
    "Wed, 25 Nov 2026 12:00:30 +0530",
    ...someTimes,
  ])("%s", (header) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* byUs(header), byEffect(header))
    }),
  )
})
