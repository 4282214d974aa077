/**
 * How a value of each data type is spelled in a bulk file. An empty cell is `null`.
 */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import { spellTime } from "../domain/spellTime.ts"

interface Spelling<A> {
  /** What a cell that is not empty should hold, as the end of "Expected …". */
  readonly expected: string
  readonly read: (text: string) => Option.Option<A>
  readonly write: (value: A) => string
}

/** A value that stands in a cell as text, and is absent from an empty one. */
const cell = <A>(
  type: Schema.Codec<A, unknown>,
  { expected, read, write }: Spelling<A>,
): Schema.Codec<A | null, string> =>
  Schema.String.pipe(
    Schema.decodeTo(
      Schema.NullOr(Schema.toType(type)),
      SchemaTransformation.transformEffect({
        decode: (text: string) =>
          text === ""
            ? Effect.succeed(null)
            : Option.match(read(text), {
                onNone: () => Effect.fail(new SchemaIssue.InvalidValue({ message: `Expected ${expected}` }, text, {})),
                onSome: (value) => Effect.succeed<A | null>(value),
              }),
        encode: (value: A | null) => Effect.succeed(value === null ? "" : write(value)),
      }),
    ),
  )

const onlyIf =
  (pattern: RegExp) =>
  (text: string): Option.Option<string> =>
    pattern.test(text) ? Option.some(text) : Option.none()

const asIs = (text: string): string => text

/** @category schemas */
export const Text: Schema.Codec<string | null, string> = cell(Schema.String, {
  expected: "text",
  read: Option.some,
  write: asIs,
})

/** @category schemas */
export const Id: Schema.Codec<string | null, string> = cell(Schema.String, {
  expected: "an id, which is a string of digits",
  read: onlyIf(/^\d+$/),
  write: asIs,
})

/** @category schemas */
export const YesNo: Schema.Codec<boolean | null, string> = cell(Schema.Boolean, {
  expected: "true or false",
  read: (text) => (text === "true" || text === "false" ? Option.some(text === "true") : Option.none()),
  write: String,
})

const decimal = (text: string): Option.Option<BigDecimal.BigDecimal> =>
  /^-?\d+(\.\d+)?$/.test(text) ? BigDecimal.fromString(text) : Option.none()

/** @category schemas */
export const Decimal: Schema.Codec<BigDecimal.BigDecimal | null, string> = cell(Schema.BigDecimal, {
  expected: "a decimal number",
  read: decimal,
  write: BigDecimal.format,
})

/** A number may stand for digits only if the same digits come out of it. */
const exactNumber = (text: string): Option.Option<number> =>
  Option.filter(Option.some(Number(text)), (number) =>
    Option.exists(decimal(text), (exact) =>
      Option.exists(BigDecimal.fromNumber(number), (same) => BigDecimal.equals(exact, same)),
    ),
  )

/** @category schemas */
export const ExactNumber: Schema.Codec<number | null, string> = cell(Schema.Finite, {
  expected: "a number whose digits JavaScript can hold; Values.Decimal holds all",
  read: exactNumber,
  write: String,
})

/** @category schemas */
export const WholeNumber: Schema.Codec<bigint | null, string> = cell(Schema.BigInt, {
  expected: "a whole number",
  read: (text) => Option.map(onlyIf(/^-?\d+$/)(text), BigInt),
  write: String,
})

/** @category schemas */
export const Day: Schema.Codec<string | null, string> = cell(Schema.String, {
  expected: "a date such as 2026-01-31",
  read: onlyIf(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  write: asIs,
})

/** @category schemas */
export const Moment: Schema.Codec<DateTime.Zoned | null, string> = cell(Schema.DateTimeZoned, {
  expected: "a date and time with its offset, such as 2026-01-31T09:00:00+05:30",
  read: (text) =>
    Option.flatMap(onlyIf(/^\d{4}-\d{2}-\d{2}T.*[+-]\d{2}:\d{2}$/)(text), (found) =>
      DateTime.makeZonedFromString(found),
    ),
  write: (moment) => String(spellTime(moment)),
})

/**
 * Demands a value where a cell of its kind may be empty.
 *
 * @category combinators
 */
export const required = <A>(schema: Schema.Codec<A | null, string>): Schema.Codec<NonNullable<A>, string> => {
  const isPresent = (value: A | null): value is NonNullable<A> => value !== null && value !== undefined
  return schema.pipe(Schema.refine(isPresent, { expected: "a value, and not an empty cell" })) as Schema.Codec<
    NonNullable<A>,
    string
  >
}
