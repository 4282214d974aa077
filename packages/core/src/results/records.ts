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
