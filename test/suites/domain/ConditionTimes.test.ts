import { assert, describe, it } from "@effect/vitest"
import { Condition, createReadJob } from "@zoho-bulk/core"
import { type Time } from "@zoho-bulk/core/Condition"
import { type ApiVersion } from "@zoho-bulk/core/Settings"
import { DateTime, Effect, Schema } from "effect"
import { json } from "../../support/answers.ts"
import { emulated, scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { runs } from "../../support/properties.ts"
import { createdReadBody } from "../../support/samples.ts"
import { bodyText, sentRequests } from "../../support/ScriptedZoho.ts"

const created = json(createdReadBody("1"), { status: 201 })

const { field } = Condition

/** The criteria that go over the wire. */
const sentCriteria = (where: Condition.Condition, apiVersion: ApiVersion = "v8") =>
  Effect.gen(function* () {
    yield* createReadJob({ module: "Leads", where })
    const [sent] = yield* sentRequests
    return JSON.parse(sent === undefined ? "" : bodyText(sent)).query.criteria
  }).pipe(Effect.provide(scripted([created], { settings: { apiVersion } })))

const noon = DateTime.makeUnsafe("2026-01-31T06:30:00.987Z")

const spellings: ReadonlyArray<{ readonly what: string; readonly time: Time; readonly sent: string }> = [
  { what: "a DateTime", time: noon, sent: "2026-01-31T06:30:00+00:00" },
  {
    what: "a DateTime in a zone",
    time: DateTime.setZoneNamedUnsafe(noon, "Asia/Kolkata"),
    sent: "2026-01-31T12:00:00+05:30",
  },
  {
    what: "a DateTime with an offset",
    time: DateTime.setZoneOffset(noon, -9_000_000),
    sent: "2026-01-31T04:00:00-02:30",
  },
  { what: "a Date", time: new Date("2026-01-31T12:00:00.987+05:30"), sent: "2026-01-31T06:30:00+00:00" },
  { what: "toISOString()", time: new Date(1_769_841_000_987).toISOString(), sent: "2026-01-31T06:30:00+00:00" },
  { what: "text with an offset", time: "2026-01-31T12:00:00+05:30", sent: "2026-01-31T12:00:00+05:30" },
  { what: "text with a fraction", time: "2026-01-31T12:00:00.5+05:30", sent: "2026-01-31T12:00:00+05:30" },
  { what: "text that is no time", time: "2026-01-31", sent: "2026-01-31" },
  { what: "no value", time: Condition.empty, sent: "${EMPTY}" },
]

describe("a condition on a time", () => {
  it.effect.each(spellings)("takes $what, and sends it as Zoho takes it, in v2 and in v8", ({ sent, time }) =>
    Effect.gen(function* () {
      const where = field.dateTime("Modified_Time").greaterEqual(time)
      assert.deepStrictEqual(yield* sentCriteria(where, "v2"), {
        api_name: "Modified_Time",
        comparator: "greater_equal",
        value: sent,
      })
      assert.deepStrictEqual(yield* sentCriteria(where, "v8"), {
        field: { api_name: "Modified_Time" },
        comparator: "greater_equal",
        value: sent,
      })
    }),
  )

  it.effect("spells times so with every comparator", () =>
    Effect.gen(function* () {
      const times = field.dateTime("Modified_Time")
      const one = "2026-01-31T06:30:00+00:00"
      const compared = [
        ...(
          [times.equal, times.notEqual, times.lessThan, times.lessEqual, times.greaterThan, times.greaterEqual] as const
        ).map((compare) => compare(noon)),
        times.in([noon, "2026-02-01T00:00:00.1Z"]),
        times.notIn([noon]),
        times.between(noon, new Date(0)),
        times.notBetween(noon, "2027-01-01T00:00:00+00:00"),
      ]
      assert.deepStrictEqual<unknown>(
        compared.map(({ comparator, value }) => [comparator, value]),
        [
          ["equal", one],
          ["not_equal", one],
          ["less_than", one],
          ["less_equal", one],
          ["greater_than", one],
          ["greater_equal", one],
          ["in", [one, "2026-02-01T00:00:00+00:00"]],
          ["not_in", [one]],
          ["between", [one, "1970-01-01T00:00:00+00:00"]],
          ["not_between", [one, "2027-01-01T00:00:00+00:00"]],
        ],
      )
      assert.strictEqual((yield* sentCriteria(Condition.all(...compared))).group.length, compared.length)
    }),
  )

  it.effect.prop(
    "sends every moment of four-digit years to the second, with its offset",
    {
      millis: Schema.Int.check(Schema.isBetween({ minimum: -62_167_219_200_000, maximum: 253_402_300_799_999 })),
      quarters: Schema.Int.check(Schema.isBetween({ minimum: -48, maximum: 48 })),
    },
    ({ millis, quarters }) =>
      Effect.sync(() => {
        const zoned = DateTime.setZoneOffset(DateTime.makeUnsafe(millis), quarters * 900_000)
        for (const time of [new Date(millis), DateTime.makeUnsafe(millis), zoned]) {
          const { value } = field.dateTime("Created_Time").equal(time)
          if (typeof value !== "string") continue
          assert.match(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/)
          assert.strictEqual(Date.parse(value), Math.floor(millis / 1_000) * 1_000)
        }
      }),
    runs(200),
  )

  it.live("is taken by the emulated Zoho, which refuses fractions of a second as Zoho does", () =>
    Effect.gen(function* () {
      const since = (value: string) =>
        createReadJob({ module: "Leads", where: { field: "Modified_Time", comparator: "greater_equal", value } })
      const now = new Date()
      assert.strictEqual(expectTag(yield* Effect.flip(since(now.toISOString())), "RequestNotAccepted").httpStatus, 400)
      yield* createReadJob({ module: "Leads", where: field.dateTime("Modified_Time").greaterEqual(now.toISOString()) })
    }).pipe(Effect.provide(emulated())),
  )

  const noTimes: ReadonlyArray<{ readonly what: string; readonly time: unknown }> = [
    { what: "an invalid Date", time: new Date("soon") },
    { what: "a Date of the year 12026", time: new Date("+012026-01-01T00:00:00Z") },
    { what: "a variable that is not set", time: undefined },
    { what: "null", time: null },
    { what: "a number", time: 1_769_841_000_987 },
    { what: "a bigint", time: 7n },
    { what: "an empty object", time: {} },
    { what: "a list", time: ["2026-01-31T12:00:00+05:30"] },
    { what: "a symbol", time: Symbol("now") },
    { what: "a function", time: Date.now },
  ]
  it.effect.each(noTimes)("fails on $what, before anything is sent", ({ time }) =>
    Effect.gen(function* () {
      const times = field.dateTime("Modified_Time")
      for (const where of [
        times.greaterEqual(time as never),
        times.in([time as never]),
        times.between("2026-01-01T00:00:00+00:00", time as never),
      ]) {
        const failure = expectTag(yield* Effect.flip(createReadJob({ module: "Leads", where })), "InvalidRequest")
        assert.include(failure.problem, "Modified_Time")
        assert.include(failure.problem, "a time that does not exist")
      }
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(scripted([]))),
  )

  it.effect.each([undefined, null, 7, "2026-01-31T12:00:00+05:30", new Set(), {}])(
    "fails on %s where a list is asked for, and throws nothing",
    (times) =>
      Effect.gen(function* () {
        for (const where of [
          field.dateTime("Modified_Time").in(times as never),
          field.dateTime("Modified_Time").notIn(times as never),
        ]) {
          expectTag(yield* Effect.flip(createReadJob({ module: "Leads", where })), "InvalidRequest")
        }
      }).pipe(Effect.provide(scripted([]))),
  )
})
