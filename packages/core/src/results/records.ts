import * as Effect from "effect/Effect"
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
 * What a schema for records reads: text for every field, as all cells are. A schema that reads
 * anything else, such as `Schema.Number`, could never fit, and does not compile.
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

/** Names the cells of each row by those of the first one, which is the header. */
export const asRecords = <E, R>(rows: Stream.Stream<Row, E, R>): Stream.Stream<TextRecord, E, R> =>
  Stream.suspend(() => {
    let header: Row | undefined
    const named = (row: Row): TextRecord => Object.fromEntries((header ?? []).map((name, at) => [name, row[at] ?? ""]))
    return Stream.mapArray(rows, (chunk) => {
      const body = header === undefined ? chunk.slice(1) : chunk
      header ??= chunk[0]
      return [body.map(named)]
    }).pipe(Stream.flatMap(Stream.fromArray))
  })

/** Where rows come from, to be named if one of them does not fit. */
type Origin = Pick<RowNotDecodable, "jobId" | "module">

const notSchema = (schema: unknown): InvalidRequest =>
  new InvalidRequest({
    problem: `The schema is ${describeValue(schema)}, and not a Schema`,
    remedy: "Give a Schema, such as Schema.Struct({ id: Values.Id }), or undefined; options come after it.",
  })

/** Reads each record as a value of a schema. */
export const decodeRecords =
  <A, RD>(schema: Schema.Codec<A, unknown, RD, unknown>, origin: () => Origin) =>
  <E, R>(records: Stream.Stream<TextRecord, E, R>): Stream.Stream<A, E | InvalidRequest | RowNotDecodable, R | RD> =>
    Stream.suspend((): Stream.Stream<A, E | InvalidRequest | RowNotDecodable, R | RD> => {
      if (!Schema.isSchema(schema)) return Stream.fail(notSchema(schema))
      const decode = Schema.decodeUnknownEffect(schema)
      let row = 0
      return Stream.mapEffect(records, (record) => {
        const at = ++row
        return Effect.mapError(
          decode(record),
          ({ message }) => new RowNotDecodable({ ...origin(), row: at, problem: message.replaceAll(/\s+/g, " ") }),
        )
      })
    })
