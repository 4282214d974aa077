import { assert, describe, it } from "@effect/vitest"
import { getJobDetails, type ReadJob } from "@zoho-bulk/core"
import { parse } from "@zoho-bulk/core/Condition"
import { readJobBody } from "@zoho-bulk/core/wire"
import { Effect, Equal, Result, Schema } from "effect"
import { text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { runs } from "../../support/properties.ts"
import { readBody } from "../../support/samples.ts"

/** Numbers as others write them, which JavaScript would write otherwise or cannot hold. */
const inexact = ["4150868000005376042", "1.10", "1e400", "12345678901234567.89", "-0", "0.0000001", "1E5", "2.0"]

/** Any numbers that JSON can spell. */
const numbers = Schema.Array(
  Schema.TemplateLiteral([
    Schema.Literals(["", "-"]),
    Schema.Literals(["0", "7", "10", "123456789012345", "1234567890123456", "4150868000005376042"]),
    Schema.Literals(["", ".0", ".10", ".25", ".0000001", ".000001", ".123456789012345678"]),
    Schema.Literals(["", "", "e5", "E-7", "e+400"]),
  ]),
)

const answerWith = (number: string): string =>
  JSON.stringify(readBody({ record_id: 0, list: [0, { deep: 0 }] }))
    .replaceAll(":0", `:${number}`)
    .replace("[0", `[${number}`)

const lookAt = (body: string): Effect.Effect<ReadJob, unknown> =>
  getJobDetails({ kind: "read", id: "4150868000004717004" }).pipe(Effect.provide(scripted([text(body)])))

describe("`raw`", () => {
  it.effect.each(inexact)("keeps the digits of %s", (number) =>
    Effect.gen(function* () {
      const body = answerWith(number)
      const job = yield* lookAt(body)
      assert.strictEqual(JSON.stringify(job.raw), body)
      assert.include(JSON.stringify(job.unknownFields), number)
    }),
  )

  it.effect("is the same after two looks whose digits are, and another where one digit is", () =>
    Effect.gen(function* () {
      const [one, same, other] = yield* Effect.forEach(
        ["4150868000005376042", "4150868000005376042", "4150868000005376043"],
        (number) => lookAt(answerWith(number)),
      )
      assert.isTrue(Equal.equals(one?.raw, same?.raw))
      assert.isFalse(Equal.equals(one?.raw, other?.raw))
    }),
  )

  it.effect("goes through the schema of a job's body, and comes back with its digits", () =>
    Effect.gen(function* () {
      const body = answerWith("1.10")
      const { raw } = yield* lookAt(body)
      const job = yield* Schema.decodeEffect(readJobBody.schema)(raw)
      assert.strictEqual(JSON.stringify(job.raw), body)
      assert.include(JSON.stringify(yield* Schema.encodeEffect(readJobBody.schema)(job)), '"record_id":1.10')
    }),
  )

  it.effect("has plain numbers wherever they hold what was sent", () =>
    Effect.gen(function* () {
      const body = readBody({ count: 200_000, rate: 1.5, tiny: 1e-7, negative: -3 })
      assert.deepStrictEqual<unknown>((yield* lookAt(JSON.stringify(body))).raw, body)
    }),
  )

  it.effect("tells of a whole number however it is written, and of no other", () =>
    Effect.gen(function* () {
      const counted = (count: string) =>
        Effect.map(lookAt(JSON.stringify(readBody({ result: { count: "N" } })).replace('"N"', count)), ({ result }) => [
          result?.count,
          result?.unknownFields === undefined,
        ])
      assert.deepStrictEqual(yield* counted("2.0"), [2, true])
      assert.deepStrictEqual(yield* counted("12345678901234567890"), [undefined, false])
    }),
  )

  it.effect.prop(
    "is written again to the digit, whatever the numbers",
    { numbers },
    ({ numbers }) =>
      Effect.gen(function* () {
        const body = JSON.stringify(readBody({ n: "N" })).replace('"N"', `[${numbers.join(", ")}]`)
        assert.strictEqual(JSON.stringify((yield* lookAt(body)).raw), body.replaceAll(", ", ","))
      }),
    runs(100),
  )
})

describe("a condition in Zoho's criteria", () => {
  it.each([
    ["4150868013000000600", "4150868013000000600"],
    ["12.10", "12.10"],
    ["1e400", "1e400"],
    ["100", 100],
    ["-1.5", -1.5],
  ] as const)("keeps the digits of the value %s", (written, value) => {
    const criterion = (each: string) => `{"field":{"api_name":"id"},"comparator":"equal","value":${each}}`
    const valueOf = (each: string): unknown => {
      const condition = Result.getOrThrow(parse(criterion(each)))
      return "value" in condition ? condition.value : undefined
    }
    assert.strictEqual(valueOf(written), value)
    assert.deepStrictEqual(valueOf(`[${written},"x"]`), [value, "x"])
  })
})

describe("a condition in words", () => {
  it.each([
    ["007", "007"],
    ["1.1234567890123456", "1.1234567890123456"],
    ["1234567890123456", "1234567890123456"],
    ["123456789012345", 123_456_789_012_345],
    ["10.5", 10.5],
    ["10.50", "10.50"],
  ] as const)("keeps the digits of the value %s", (written, value) => {
    const condition = Result.getOrThrow(parse(`Phone = ${written}`))
    assert.strictEqual("value" in condition ? condition.value : undefined, value)
  })
})
