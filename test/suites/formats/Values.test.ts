import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import * as Values from "@zoho-bulk/core/Values"
import { BigDecimal, DateTime, Effect, Option, Result, Schema } from "effect"
import * as Arbitrary from "effect/Arbitrary"
import { pick } from "../../support/Generated.ts"
import { runs } from "../../support/properties.ts"

const read = <A>(schema: Schema.Codec<A, string>, text: string): Result.Result<A, string> =>
  Result.mapError(Schema.decodeResult(schema)(text), ({ message }) => message)

const write = <A>(schema: Schema.Codec<A, string>, value: A): Result.Result<string, string> =>
  Result.mapError(Schema.encodeResult(schema)(value), ({ message }) => message)

/** Reads a text that is known to be good. */
const good = <A>(schema: Schema.Codec<A, string>, text: string): A => Result.getOrThrow(read(schema, text))

/** Writes a value, and reads it back. */
const thereAndBack = <A>(schema: Schema.Codec<A, string>, value: A): A =>
  good(schema, Result.getOrThrow(write(schema, value)))

const schemas = {
  Text: Values.Text,
  Id: Values.Id,
  Boolean: Values.Boolean,
  Decimal: Values.Decimal,
  Number: Values.Number,
  BigInt: Values.BigInt,
  Date: Values.Date,
  DateTime: Values.DateTime,
}

const digits = (maxLength: number) =>
  Arbitrary.map(Arbitrary.array(pick(..."0123456789"), { minLength: 1, maxLength }), (each) => each.join(""))

/** Decimals as they stand in a file, with many more digits than a number can hold. */
const decimals = Arbitrary.map(
  Arbitrary.all([pick("", "", "-"), digits(30), pick("", "."), digits(30)]),
  ([sign, whole, point, fraction]) => `${sign}${whole}${point === "" ? "" : `.${fraction}`}`,
)

const times = {
  seconds: Schema.Int.check(Schema.isBetween({ minimum: -62_135_510_400, maximum: 253_402_214_399 })),
  quarters: Schema.Int.check(Schema.isBetween({ minimum: -48, maximum: 56 })),
}

describe("an empty cell", () => {
  it.each(Object.entries(schemas))(
    "is null to %s, and null is an empty cell",
    (_name, schema: Schema.Codec<unknown, string>) => {
      assert.deepStrictEqual(read(schema, ""), Result.succeed(null))
      assert.deepStrictEqual(write(schema, null), Result.succeed(""))
    },
  )

  it.each(Object.entries(schemas))(
    "is refused by %s if a value is required",
    (_name, schema: Schema.Codec<{} | null, string>) => {
      const required = Values.required(schema)
      assert.deepStrictEqual(read(required, ""), Result.fail("Expected a value, not an empty cell"))
      assert.isTrue(Result.isFailure(write(required, null as never)))
    },
  )

  it("is null by the type, and is not if a value is required", () => {
    expectTypeOf<typeof Values.Number.Type>().toEqualTypeOf<number | null>()
    expectTypeOf<typeof Values.DateTime.Type>().toEqualTypeOf<DateTime.Zoned | null>()
    const required = Values.required(Values.Decimal)
    expectTypeOf<typeof required.Type>().toEqualTypeOf<BigDecimal.BigDecimal>()
    expectTypeOf<typeof required.Encoded>().toEqualTypeOf<string>()
  })
})

describe("a value that is read is written as it was", () => {
  it.effect.prop("as Text, whatever it is", { text: Schema.NonEmptyString }, ({ text }) =>
    Effect.sync(() => {
      assert.strictEqual(good(Values.Text, text), text)
      assert.strictEqual(thereAndBack(Values.Text, text), text)
    }),
  )

  it.effect.prop("as Id, to the digit", { id: digits(40) }, ({ id }) =>
    Effect.sync(() => {
      assert.strictEqual(good(Values.Id, id), id)
      assert.strictEqual(thereAndBack(Values.Id, id), id)
    }),
  )

  it("as Boolean", () => {
    for (const value of [true, false]) {
      assert.strictEqual(good(Values.Boolean, String(value)), value)
      assert.deepStrictEqual(write(Values.Boolean, value), Result.succeed(String(value)))
    }
  })

  it.effect.prop(
    "as Decimal, with all its digits and without an exponent",
    { text: decimals },
    ({ text }) =>
      Effect.sync(() => {
        const value = good(Values.required(Values.Decimal), text)
        const written = Result.getOrThrow(write(Values.Decimal, value))
        assert.match(written, /^-?\d+(\.\d*[1-9])?$/)
        assert.isTrue(BigDecimal.equals(good(Values.required(Values.Decimal), written), value))
        assert.isTrue(BigDecimal.equals(value, BigDecimal.fromStringUnsafe(text)))
      }),
    runs(300),
  )

  it.effect.prop(
    "as Number, whatever finite number it is",
    { number: Schema.Finite },
    ({ number }) =>
      Effect.sync(() => {
        const written = Result.getOrThrow(write(Values.Number, number))
        assert.match(written, /^-?\d+(\.\d+)?$/)
        assert.strictEqual(good(Values.Number, written), number === 0 ? 0 : number)
      }),
    runs(300),
  )

  it.effect.prop(
    "as Number, or not at all: no digit is lost",
    { text: decimals },
    ({ text }) =>
      Effect.sync(() => {
        const result = read(Values.required(Values.Number), text)
        if (Result.isFailure(result)) return
        const exact = BigDecimal.fromStringUnsafe(text)
        assert.isTrue(Option.exists(BigDecimal.fromNumber(result.success), (same) => BigDecimal.equals(same, exact)))
      }),
    runs(300),
  )

  it.effect.prop("as BigInt, however large", { value: Schema.BigInt }, ({ value }) =>
    Effect.sync(() => {
      assert.strictEqual(good(Values.BigInt, String(value)), value)
      assert.strictEqual(thereAndBack(Values.BigInt, value), value)
    }),
  )

  it.effect.prop("as Date, of every day that there is", { seconds: times.seconds }, ({ seconds }) =>
    Effect.sync(() => {
      const day = DateTime.formatIsoDateUtc(DateTime.makeUnsafe(seconds * 1_000))
      assert.strictEqual(good(Values.Date, day), day)
      assert.strictEqual(thereAndBack(Values.Date, day), day)
    }),
  )

  it.effect.prop(
    "as DateTime, with its offset",
    times,
    ({ quarters, seconds }) =>
      Effect.sync(() => {
        const zoned = DateTime.setZoneOffset(DateTime.makeUnsafe(seconds * 1_000), quarters * 900_000)
        const text = DateTime.formatIsoOffset(zoned).replace(".000", "")
        const value = good(Values.required(Values.DateTime), text)
        assert.strictEqual(DateTime.toEpochMillis(value), seconds * 1_000)
        assert.strictEqual(value.zone._tag === "Offset" && value.zone.offset, quarters * 900_000)
        assert.deepStrictEqual(write(Values.DateTime, value), Result.succeed(text))
      }),
    runs(200),
  )
})

describe("digits", () => {
  it("are all kept by Decimal, and refused by Number rather than rounded", () => {
    const text = "12345678901234567890.123"
    assert.deepStrictEqual(write(Values.Decimal, good(Values.Decimal, text)), Result.succeed(text))
    assert.deepStrictEqual(
      read(Values.Number, text),
      Result.fail("Expected a number that JavaScript represents exactly; Values.Decimal accepts all"),
    )
  })

  it.each(["9007199254740993", "0.1000000000000000055511151231257827", "4150868000005376042", "1".repeat(400)])(
    "of %s are more than Number can hold",
    (text) => {
      assert.isTrue(Result.isFailure(read(Values.Number, text)))
      assert.isTrue(Result.isSuccess(read(Values.Decimal, text)))
    },
  )

  it.each([
    ["0.1", 0.1],
    ["1.10", 1.1],
    ["-0", -0],
    ["-2500.00", -2500],
    ["9007199254740992", 9_007_199_254_740_992],
    ["0.0000001", 1e-7],
    ["100000000000000000000000", 1e23],
  ] as const)("of %s are no more than Number can hold", (text, number) => {
    assert.strictEqual(good(Values.Number, text), number)
  })

  it.each([
    [1e21, "1000000000000000000000"],
    [1e-7, "0.0000001"],
    [-1.5e-10, "-0.00000000015"],
    [-0, "0"],
    [Number.MAX_SAFE_INTEGER, "9007199254740991"],
  ] as const)("of the number %s are written without an exponent", (number, text) => {
    assert.deepStrictEqual(write(Values.Number, number), Result.succeed(text))
  })

  it.each([
    [BigDecimal.make(1n, -19), "10000000000000000000"],
    [BigDecimal.make(-123n, 20), "-0.00000000000000000123"],
    [BigDecimal.make(1_000n, 3), "1"],
    [BigDecimal.make(0n, 0), "0"],
  ])("of the decimal %s are written without an exponent", (decimal, text) => {
    assert.deepStrictEqual(write(Values.Decimal, decimal), Result.succeed(text))
  })
})

describe("what a cell should not hold is refused, in words", () => {
  const refused: ReadonlyArray<readonly [keyof typeof schemas, expected: string, texts: ReadonlyArray<string>]> = [
    ["Boolean", "true or false", ["TRUE", "yes", "1", " true", "null"]],
    ["Id", "an id, a string of digits", ["12a", " 12", "1e3", "-1", "１２", "zcrm_123"]],
    ["Decimal", "a decimal number", ["1e5", ".5", "5.", "+1", "1,000", " 1", "١", "0x10", "NaN", "--1"]],
    [
      "Number",
      "a number that JavaScript represents exactly; Values.Decimal accepts all",
      ["1e5", ".5", "1,5", "", "NaN", "Infinity", "0x10", "1_000"].filter((text) => text !== ""),
    ],
    ["BigInt", "a whole number", ["1.0", "1.5", "1n", "0x10", " 1", "-"]],
    [
      "Date",
      "a date such as 2026-01-31",
      ["2026-1-31", "31/01/2026", "2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10"],
    ],
    [
      "DateTime",
      "a date and time with an offset, such as 2026-01-31T09:00:00+05:30",
      [
        "2026-01-31",
        "2026-01-31T09:00:00",
        "2026-01-31T09:00:00Z",
        "2026-01-31 09:00:00+05:30",
        "2026-02-30T09:00:00+05:30",
        "2026-01-31T24:00:00+05:30",
        "2026-01-31T09:60:00+05:30",
        "2026-01-31T09:00:00+0530",
        "2026-01-31T09:00:00+25:00",
      ],
    ],
  ]

  it.each(refused)("by %s: expected is %s", (name, expected, texts) => {
    for (const text of texts) {
      const result = read(schemas[name] as Schema.Codec<unknown, string>, text)
      assert.deepStrictEqual(result, Result.fail(`Expected ${expected}`), text)
    }
  })

  it("also where it is to be written: what cannot be read again does not go into a file", () => {
    assert.deepStrictEqual(write(Values.Id, "zcrm_123"), Result.fail("Expected an id, a string of digits"))
    assert.deepStrictEqual(write(Values.Date, "31/01/2026"), Result.fail("Expected a date such as 2026-01-31"))
    assert.isTrue(Result.isFailure(write(Values.Number, Number.NaN)))
    assert.isTrue(Result.isFailure(write(Values.Number, Infinity)))
    const far = DateTime.setZoneOffset(DateTime.makeUnsafe(new Date("+012026-01-01T00:00:00Z")), 0)
    assert.isTrue(Result.isFailure(write(Values.DateTime, far)))
  })

  it("and never in the value's own words, which may be secret", () => {
    for (const schema of Object.values(schemas)) {
      const result = read(schema as Schema.Codec<unknown, string>, "my secret")
      if (Result.isFailure(result)) assert.notInclude(result.failure, "secret")
    }
  })
})
