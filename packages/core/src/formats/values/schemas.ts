/**
 * How a value of each data type is spelled in a bulk file. An empty cell is `null`.
 */
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { spellTime } from "../../domain/spellTime.ts"
import { cell } from "./cell.ts"

const onlyIf =
  (pattern: RegExp) =>
  (text: string): Option.Option<string> =>
    pattern.test(text) ? Option.some(text) : Option.none()

const asIs = (text: string): string => text

/**
 * Text, unchanged: an empty cell is `null`, and `null` is written as an empty cell.
 *
 * **Example** (A cell with a name, and an empty one)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * const read = Schema.decodeUnknownSync(Values.Text)
 *
 * export const names = [read("Boyle"), read("")] // "Boyle", null
 * ```
 *
 * @category schemas
 */
export const Text: Schema.Codec<string | null, string> = cell(Schema.String, {
  expected: "text",
  read: Option.some,
  write: asIs,
})

/**
 * The id of a record or a user: a string of digits, and `null` for an empty cell.
 *
 * **Details**
 *
 * Ids stay text both ways, because a JavaScript number would lose their last digits. Anything but digits is refused.
 *
 * **Example** (The owner of a record)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * export const owner = Schema.decodeUnknownSync(Values.Id)("4150868000000225013")
 * ```
 *
 * @category schemas
 */
export const Id: Schema.Codec<string | null, string> = cell(Schema.String, {
  expected: "an id, a string of digits",
  read: onlyIf(/^\d+$/),
  write: asIs,
})

/**
 * A boolean: Zoho spells it `true` and `false`, and so does encoding. An empty cell is `null`; any
 * other word is refused.
 *
 * **Example** (A checkbox)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * export const optedOut = Schema.decodeUnknownSync(Values.Boolean)("true") // true
 * ```
 *
 * @category schemas
 */
export const YesNo: Schema.Codec<boolean | null, string> = cell(Schema.Boolean, {
  expected: "true or false",
  read: (text) => (text === "true" || text === "false" ? Option.some(text === "true") : Option.none()),
  write: String,
})

const decimal = (text: string): Option.Option<BigDecimal.BigDecimal> =>
  /^-?\d+(\.\d+)?$/.test(text) ? BigDecimal.fromString(text) : Option.none()

/**
 *  Writes a number with all its digits, and without an exponent, which Zoho would not read.
 */
const writeDecimal = (number: BigDecimal.BigDecimal): string => {
  const { scale, value } = BigDecimal.normalize(number)
  if (scale <= 0) return String(value * 10n ** BigInt(-scale))
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, "0")
  return `${value < 0n ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/**
 * A number with all of its digits, as a `BigDecimal`; an empty cell is `null`.
 *
 * **Details**
 *
 * Zoho spells it with a point and no separators, such as `-1234.50`. Anything else, such as `1e3`
 * or `1,234`, is refused. Encoding writes all digits, without an exponent.
 *
 * **Example** (The sum of two amounts, to the last digit)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { BigDecimal, Schema } from "effect"
 *
 * const read = Schema.decodeUnknownSync(Values.required(Values.Decimal))
 *
 * export const sum = BigDecimal.sum(read("0.1"), read("0.2")) // 0.3
 * ```
 *
 * @category schemas
 */
export const Decimal: Schema.Codec<BigDecimal.BigDecimal | null, string> = cell(Schema.BigDecimal, {
  expected: "a decimal number",
  read: decimal,
  write: writeDecimal,
})

/** A number may stand for digits only if it yields the same digits. */
const exactNumber = (text: string): Option.Option<number> =>
  Option.filter(Option.some(Number(text)), (number) =>
    Option.exists(decimal(text), (exact) =>
      Option.exists(BigDecimal.fromNumber(number), (same) => BigDecimal.equals(exact, same)),
    ),
  )

/**
 * A number that JavaScript can represent without losing a digit; an empty cell is `null`.
 *
 * **Details**
 *
 * Numbers that would lose digits, such as `12345678901234567.8`, are refused: `Values.Decimal` reads them. Anything
 * that is not a decimal number is refused as well. Encoding writes all digits, without an exponent.
 *
 * **Example** (An amount)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * export const amount = Schema.decodeUnknownSync(Values.Number)("1234.50") // 1234.5
 * ```
 *
 * @category schemas
 */
export const ExactNumber: Schema.Codec<number | null, string> = cell(Schema.Finite, {
  expected: "a number that JavaScript represents exactly; Values.Decimal accepts all",
  read: exactNumber,
  write: (number) =>
    Option.match(BigDecimal.fromNumber(number), { onNone: () => String(number), onSome: writeDecimal }),
})

/**
 * A whole number of any length, as a `bigint`; an empty cell is `null`. A fraction is refused.
 * Encoding writes all of its digits.
 *
 * **Example** (A number of 19 digits)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { Schema } from "effect"
 *
 * export const serial = Schema.decodeUnknownSync(Values.BigInt)("9223372036854775807")
 * ```
 *
 * @category schemas
 */
export const WholeNumber: Schema.Codec<bigint | null, string> = cell(Schema.BigInt, {
  expected: "a whole number",
  read: (text) => Option.map(onlyIf(/^-?\d+$/)(text), BigInt),
  write: String,
})

/** A day that exists: JavaScript turns the 30th of February into the 2nd of March. */
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  Option.exists(DateTime.make(`${text}T00:00:00Z`), (day) => DateTime.formatIsoDateUtc(day) === text)

/**
 * A date without a time, as text such as `2026-01-31`; an empty cell is `null`.
 *
 * **Details**
 *
 * It stays text both ways, because a day has no time zone. Any other spelling, and a day that does not exist, are
 * refused.
 *
 * **Example** (A closing date)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { DateTime, Schema } from "effect"
 *
 * const day = Schema.decodeUnknownSync(Values.required(Values.Date))("2026-01-31")
 *
 * export const closing = DateTime.makeUnsafe(day)
 * ```
 *
 * @category schemas
 */
export const Day: Schema.Codec<string | null, string> = cell(Schema.String, {
  expected: "a date such as 2026-01-31",
  read: (text) => (isDay(text) ? Option.some(text) : Option.none()),
  write: asIs,
})

const dayAndTime = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3])(:[0-5]\d){1,2}(\.\d+)?[+-]\d{2}:\d{2}$/

const moment = (text: string): Option.Option<DateTime.Zoned> => {
  const [, day = ""] = dayAndTime.exec(text) ?? []
  return isDay(day) ? DateTime.makeZonedFromString(text) : Option.none()
}

/**
 * A date and time with its offset, as a `DateTime.Zoned`; an empty cell is `null`.
 *
 * **Details**
 *
 * Zoho spells it in ISO 8601, such as `2026-01-31T09:00:00+05:30`; text without an offset is
 * refused. It is written back with its offset and without fractions of a second.
 *
 * **Example** (When a record was changed, in UTC)
 *
 * ```ts
 * import { Values } from "@zoho-bulk/core"
 * import { DateTime, Schema } from "effect"
 *
 * const read = Schema.decodeUnknownSync(Values.required(Values.DateTime))
 *
 * export const changed = DateTime.toUtc(read("2026-01-31T09:00:00+05:30"))
 * ```
 *
 * @category schemas
 */
export const Moment: Schema.Codec<DateTime.Zoned | null, string> = cell(Schema.DateTimeZoned, {
  expected: "a date and time with an offset, such as 2026-01-31T09:00:00+05:30",
  read: moment,
  write: (time) => String(spellTime(time)),
})

/** Some values of a list, separated by semicolons as in a bulk write (`Reports;Bulk read`); an empty cell is `null`. */
export const Choices: Schema.Codec<ReadonlyArray<string> | null, string> = cell(
  Schema.Array(Schema.String.pipe(Schema.check(Schema.isPattern(/^[^;]*$/)))),
  {
    expected: "values separated by semicolons",
    read: (text) => Option.some(text.split(";")),
    write: (values) => values.join(";"),
  },
)
