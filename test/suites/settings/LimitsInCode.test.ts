import { assert, describe, it } from "@effect/vitest"
import { getJobDetails } from "@zoho-bulk/core"
import { CurrentLimits, defaultLimits, layer, type LimitsOptions } from "@zoho-bulk/core/Limits"
import { Duration, Effect, Layer } from "effect"
import { json, page, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { readBody } from "../../support/samples.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const limitsWith = (options: LimitsOptions) => Effect.provide(Effect.service(CurrentLimits), layer(options))

const failureWith = (options: unknown) => Effect.flip(Effect.scoped(Layer.build(layer(options as never))))

describe("`Limits.layer()`", () => {
  it.effect.each([
    { given: "2 minutes", millis: 120_000 },
    { given: 1_500, millis: 1_500 },
    { given: Duration.seconds(7), millis: 7_000 },
    { given: { minutes: 1, seconds: 30 }, millis: 90_000 },
    { given: [2, 500_000_000], millis: 2_500 },
    { given: 3_000_000_000n, millis: 3_000 },
    { given: 0, millis: 0 },
    { given: Duration.infinity, millis: Infinity },
  ] as const)("takes a time as $given", ({ given, millis }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* limitsWith({ callTimeout: given }), { ...defaultLimits, callTimeout: millis })
    }),
  )

  it.effect.each([
    { given: "16 MiB", bytes: 16 * 1024 * 1024 },
    { given: "2 kB", bytes: 2_000 },
    { given: 4_096, bytes: 4_096 },
    { given: 4_096n, bytes: 4_096 },
  ] as const)("takes a size as $given", ({ bytes, given }) =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* limitsWith({ maxAnswerBytes: given }), { ...defaultLimits, maxAnswerBytes: bytes })
    }),
  )

  it.effect("leaves what is not named as it is, also where it was changed before", () =>
    Effect.gen(function* () {
      const limits = yield* limitsWith({ maxTries: 2, tryTimeout: undefined, maxRedirects: 0 })
      assert.deepStrictEqual(limits, { ...defaultLimits, callTimeout: 1_000, maxTries: 2, maxRedirects: 0 })
    }).pipe(Effect.provide(layer({ callTimeout: "1 second" }))),
  )

  it.effect("changes what a call may take", () =>
    Effect.gen(function* () {
      const limited = getJobDetails({ kind: "read", id: "1" }).pipe(
        Effect.provide(layer({ tryTimeout: "2 seconds", maxTries: 1 })),
      )
      const failure = expectTag(yield* limited.pipe(Effect.flip, within(2_000)), "NoAnswerInTime")
      assert.deepInclude(failure, { limit: "tryTimeout", limitMillis: 2_000 })
    }).pipe(Effect.provide(scripted([silence, json(readBody())]))),
  )

  it.effect("lets a call take as long as it takes, where its limits are infinite", () =>
    Effect.gen(function* () {
      const details = getJobDetails({ kind: "read", id: "4150868000004717004" })
      assert.strictEqual((yield* details.pipe(within(0))).state, "queued")
    }).pipe(
      Effect.provide(layer({ tryTimeout: "Infinity", callTimeout: Infinity })),
      Effect.provide(scripted([json(readBody())])),
    ),
  )

  const times = [
    "soon",
    "",
    "-5 seconds",
    -1,
    NaN,
    null,
    true,
    {},
    { fortnights: 1 },
    { seconds: NaN },
    [1],
    new Date(0),
  ]
  const sizes = ["lots", "16", "-1 MiB", -1, 1.5, NaN, Infinity, null, {}, new Uint8Array(3)]
  const counts = [0, -1, 1.5, NaN, Infinity, "3", 3n, null, {}, 2 ** 53]
  const wrong = [
    ...times.map((value) => ({ key: "callTimeout", value, expected: "a duration such as" })),
    ...sizes.map((value) => ({ key: "maxAnswerBytes", value, expected: "a size such as" })),
    ...counts.map((value) => ({ key: "maxTries", value, expected: "a whole number, 1 or more" })),
    { key: "maxConcurrency", value: 0, expected: "a whole number, 1 or more" },
    { key: "maxUploadRows", value: 0, expected: "a whole number, 1 or more" },
    { key: "maxRedirects", value: -1, expected: "a whole number, 0 or more" },
  ]
  it.effect.each(wrong)("fails on $key: $value", ({ expected, key, value }) =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ [key]: value })
      assert.strictEqual(failure._tag, "InvalidSettings")
      assert.deepStrictEqual(failure.settings, [key])
      assert.isTrue(failure.problem.startsWith(`${key} is `), failure.problem)
      assert.include(failure.remedy, expected)
    }),
  )

  it.effect("fails on a limit that there is not, and says which was meant", () =>
    Effect.gen(function* () {
      const failure = yield* failureWith({ callTimeOuts: 1 })
      assert.strictEqual(failure.reason, "unknown")
      assert.include(failure.problem, "callTimeOuts is not a limit")
      assert.include(failure.remedy, "Did you mean callTimeout?")
    }),
  )

  it.effect.each([undefined, null, 30_000, "30 seconds", [], () => ({})])("fails where the limits are %s", (options) =>
    Effect.gen(function* () {
      assert.include((yield* failureWith(options)).message, "Give an object of limits")
    }),
  )

  it.effect.each([
    { place: "the connection", around: "connection", tries: 2 },
    { place: "the call", around: "call", tries: 2 },
    { place: "neither", around: undefined, tries: 5 },
  ] as const)("hold where they are provided to $place", ({ around, tries }) =>
    Effect.gen(function* () {
      const twice = layer({ maxTries: 2 })
      const wire = scripted(Array.from({ length: tries }, () => page(502, "x")))
      const look = Effect.flip(getJobDetails({ kind: "read", id: "7" }))
      const looked = Effect.andThen(around === "call" ? Effect.provide(look, twice) : look, sentAt)
      const connected = around === "connection" ? Layer.provide(wire, twice) : wire
      assert.lengthOf(yield* looked.pipe(withChance(0), within(60_000), Effect.provide(connected)), tries)
    }),
  )

  it.effect("of a call go before those of its connection", () =>
    Effect.gen(function* () {
      const connected = Layer.provide(scripted([page(502, "x")]), layer({ maxTries: 4 }))
      const look = Effect.flip(getJobDetails({ kind: "read", id: "7" }))
      const looked = Effect.andThen(Effect.provide(look, layer({ maxTries: 1 })), sentAt)
      assert.lengthOf(yield* Effect.provide(looked, connected), 1)
    }),
  )

  it.effect("of a connection are not those of another one that is used within it", () =>
    Effect.gen(function* () {
      const usual = yield* Layer.build(scripted([json(readBody())]))
      const tiny = Layer.provide(scripted([]), layer({ maxAnswerBytes: 10 }))
      const look = Effect.provide(getJobDetails({ kind: "read", id: "7" }), usual)
      assert.strictEqual((yield* Effect.provide(look, tiny)).id, "7")
    }).pipe(Effect.scoped),
  )
})
