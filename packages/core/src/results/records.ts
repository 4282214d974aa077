import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Pull from "effect/Pull"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { describeValue } from "../failure/describeValue.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { RowNotDecodable } from "../failure/ResultFailure.ts"
import type { Row } from "./Rows.ts"

/**
 * A row by the names of its columns. Every value is text, and empty if Zoho has none.
 *
 * **Example** (A greeting for a contact)
 *
 * ```ts
 * import type { Job } from "@zoho-bulk/core"
 *
 * export const greeting = ({ Last_Name, Salutation }: Job.TextRecord): string =>
 *   `Dear ${Salutation} ${Last_Name}`
 * ```
 *
 * @category models
 */
export type TextRecord = Readonly<Record<string, string>>

/**
 * What a schema for records reads: text for every field, because all cells are text. A schema that reads anything else,
 * such as `Schema.Number`, could never fit, and does not compile.
 *
 * **Example** (A function that exports by any such schema)
 *
 * ```ts
 * import { exportRecords, type Job } from "@zoho-bulk/core"
 * import type { Schema } from "effect"
 *
 * export const dealsAs = <A, I extends Job.TextFields<I>>(schema: Schema.Codec<A, I>) =>
 *   exportRecords({ module: "Deals" }, schema)
 * ```
 *
 * @category models
 */
export type TextFields<I> = { readonly [K in keyof I]: string | undefined }

/**
 * Makes records of rows with a header. Assigning is faster than `Object.fromEntries`, but would set the prototype for a
 * column named `__proto__`.
 */
const recordsOf = (header: Row): ((row: Row) => TextRecord) => {
  if (header.includes("__proto__")) return (row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ""]))
  const empty: TextRecord = Object.fromEntries(header.map((name) => [name, ""]))
  return (row) => {
    const record: Record<string, string> = { ...empty }
    for (let at = 0; at < header.length; at++) record[header[at]!] = row[at] ?? ""
    return record
  }
}

/** Names the cells of each row by those of the first row, the header. */
export const asRecords = <E, R>(rows: Stream.Stream<Row, E, R>): Stream.Stream<TextRecord, E, R> =>
  Stream.transformPull(rows, (pull) =>
    Effect.sync(() => {
      let named: ((row: Row) => TextRecord) | undefined
      const next: Pull.Pull<Arr.NonEmptyReadonlyArray<TextRecord>, E, void, R> = Effect.flatMap(pull, (chunk) => {
        const body = named === undefined ? chunk.slice(1) : chunk
        named ??= recordsOf(chunk[0])
        return Arr.isReadonlyArrayNonEmpty(body) ? Effect.succeed(Arr.map(body, named)) : next
      })
      return next
    }),
  )

/** Where rows come from, to report if one of them does not fit. */
type Origin = Pick<RowNotDecodable, "jobId" | "module">

const notSchema = (schema: unknown): InvalidRequest =>
  new InvalidRequest({
    problem: `The schema is ${describeValue(schema)}, not a Schema`,
    remedy: "Give a Schema, such as Schema.Struct({ id: Values.Id }), or undefined; options come after it.",
  })

/** Checks whether a value is available without running anything. */
const isAtOnce = <A, E, R>(effect: Effect.Effect<A, E, R>): effect is Exit.Success<A> =>
  Exit.isExit(effect) && Exit.isSuccess(effect)

/** Reads each record as a value of a schema. */
export const decodeRecords =
  <A, RD>(schema: Schema.Codec<A, unknown, RD, unknown>, origin: () => Origin) =>
  <E, R>(records: Stream.Stream<TextRecord, E, R>): Stream.Stream<A, E | InvalidRequest | RowNotDecodable, R | RD> =>
    Stream.suspend((): Stream.Stream<A, E | InvalidRequest | RowNotDecodable, R | RD> => {
      if (!Schema.isSchema(schema)) return Stream.fail(notSchema(schema))
      const decode = Schema.decodeUnknownEffect(schema)
      let row = 0
      let left: ReadonlyArray<TextRecord> = []
      /** The record before the remaining ones, which could not be read synchronously. */
      let begun: Effect.Effect<A, Schema.SchemaError, RD> | undefined
      const misfit = ({ message }: Schema.SchemaError) =>
        new RowNotDecodable({ ...origin(), row, problem: message.replaceAll(/\s+/g, " ") })

      const readBegun = (decoding: Effect.Effect<A, Schema.SchemaError, RD>) => {
        begun = undefined
        row++
        return Effect.mapBoth(decoding, { onSuccess: (value): ReadonlyArray<A> => [value], onFailure: misfit })
      }

      /**
       * Reads what can be read synchronously as one chunk. Records before one that does not fit are emitted before it
       * fails.
       */
      const read = (): Effect.Effect<ReadonlyArray<A>, RowNotDecodable, RD> => {
        if (begun !== undefined) return readBegun(begun)
        const values: Array<A> = []
        for (const [at, record] of left.entries()) {
          const decoded = decode(record)
          if (isAtOnce(decoded)) {
            values.push(decoded.value)
            continue
          }
          left = left.slice(at + 1)
          row += at
          if (at === 0) return readBegun(decoded)
          begun = decoded
          return Effect.succeed(values)
        }
        row += left.length
        left = []
        return Effect.succeed(values)
      }

      return Stream.transformPull(records, (pull) => {
        const next: Pull.Pull<Arr.NonEmptyReadonlyArray<A>, E | RowNotDecodable, void, R | RD> = Effect.suspend(() =>
          left.length > 0 || begun !== undefined
            ? Effect.flatMap(read(), (values) => (Arr.isReadonlyArrayNonEmpty(values) ? Effect.succeed(values) : next))
            : Effect.flatMap(pull, (chunk) => {
                left = chunk
                return next
              }),
        )
        return Effect.succeed(next)
      })
    })
