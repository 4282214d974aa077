import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { Clock, Duration, Effect } from "effect"
import { TestClock } from "effect/testing"
import { always, empty, json, page, refusal, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { readBody } from "../../support/samples.ts"
import { withChance, within } from "../../support/time.ts"

const readJob = getJobDetails({ kind: "read", id: "4150868000005376042" })

/** Zoho asks to wait, then answers. */
const askedToWait = (retryAfter: string) =>
  scripted([refusal(429, "TOO_MANY_REQUESTS", { headers: { "retry-after": retryAfter } }), json(readBody())])

describe("`getJobDetails()` waits what `Retry-After` says", () => {
  it.effect.each([
    { header: "7", at: 7_000 },
    { header: " 7 ", at: 7_000 },
    { header: "29", at: 29_000 },
    { header: "Thu, 01 Jan 1970 00:00:12 GMT", at: 12_000 },
  ])("`$header`: the next try is $at ms after the first", ({ at, header }) =>
    Effect.gen(function* () {
      yield* readJob.pipe(withChance(0.5), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, at])
    }).pipe(Effect.provide(askedToWait(header))),
  )

  it.effect("as a date, counted from the time that it is", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2026, 10, 22, 2, 8, 0))
      yield* readJob.pipe(withChance(0.5), within(60_000))
      const [first, second] = yield* sentAt
      assert.strictEqual(second, (first ?? 0) + 9_000)
    }).pipe(Effect.provide(askedToWait("Sun, 22 Nov 2026 02:08:09 GMT"))),
  )

  it.effect("as a date, counted from the date of the answer where it has one: our clock may be wrong", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.UTC(2031, 0, 1))
      yield* readJob.pipe(withChance(0.5), within(60_000))
      const [first, second] = yield* sentAt
      assert.strictEqual(second, (first ?? 0) + 9_000)
    }).pipe(
      Effect.provide(
        scripted([
          empty(429, { date: "Sun, 22 Nov 2026 02:08:00 GMT", "retry-after": "Sun, 22 Nov 2026 02:08:09 GMT" }),
          json(readBody()),
        ]),
      ),
    ),
  )

  const noWait = ["0", "Wed, 31 Dec 1969 23:59:59 GMT"]
  it.effect.each([...noWait, "soon", "1.5", "-3", "", "1e3", "0x10"])(
    "but has its own pause where it is `%s`",
    (header) =>
      Effect.gen(function* () {
        yield* readJob.pipe(withChance(0.5), within(60_000))
        assert.deepStrictEqual(yield* sentAt, [0, 250])
      }).pipe(Effect.provide(askedToWait(header))),
  )

  it.effect("of a failing Zoho too, and of each answer anew", () =>
    Effect.gen(function* () {
      yield* readJob.pipe(withChance(0.5), within(60_000))
      assert.deepStrictEqual(yield* sentAt, [0, 2_000, 5_000, 6_000])
    }).pipe(
      Effect.provide(
        scripted([
          page(503, "Busy", { "retry-after": "2" }),
          empty(429, { "retry-after": "3" }),
          page(503, "Busy"),
          json(readBody()),
        ]),
      ),
    ),
  )

  it.effect("and no oftener than five times", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withChance(0.5), within(60_000))
      assert.strictEqual(failure._tag, "Throttled")
      assert.deepStrictEqual(yield* sentAt, [0, 1_000, 2_000, 3_000, 4_000])
    }).pipe(Effect.provide(scripted(always(empty(429, { "retry-after": "1" }))))),
  )
})

describe("`getJobDetails()` fails at once where `Retry-After` is longer than the time left", () => {
  it.effect.each([
    { header: "30", millis: 30_000 },
    { header: "31", millis: 31_000 },
    { header: "86400", millis: 86_400_000 },
    { header: "Thu, 01 Jan 1970 01:00:00 GMT", millis: 3_600_000 },
    { header: "86401", millis: 86_400_000 },
    { header: "9".repeat(400), millis: 86_400_000 },
    { header: "Fri, 31 Dec 9999 23:59:59 GMT", millis: 86_400_000 },
  ])("`$header`: the error says so", ({ header, millis }) =>
    Effect.gen(function* () {
      const failure = expectTag(yield* readJob.pipe(Effect.flip, withChance(0.5), within(0)), "Throttled")
      assert.strictEqual(failure.retryAfter && Duration.toMillis(failure.retryAfter), millis)
      assert.include(failure.remedy, `in ${millis / 1000} s`)
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(askedToWait(header))),
  )

  it.effect("however long it is", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* readJob.pipe(Effect.flip, withChance(0.5), within(0)), "Throttled")
      assert.isDefined(failure.retryAfter)
    }).pipe(Effect.provide(askedToWait("9".repeat(40)))),
  )

  it.effect("also after other tries took some of it", () =>
    Effect.gen(function* () {
      const failure = yield* readJob.pipe(Effect.flip, withChance(0.5), within(10_250))
      assert.strictEqual(expectTag(failure, "ZohoFailing").httpStatus, 503)
      assert.deepStrictEqual(yield* sentAt, [0, 10_250])
      assert.strictEqual(yield* Clock.currentTimeMillis, 10_250)
    }).pipe(Effect.provide(scripted([silence, page(503, "Busy", { "retry-after": "20" })]))),
  )
})
