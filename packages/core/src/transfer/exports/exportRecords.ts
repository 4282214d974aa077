import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { RowNotDecodable } from "../../failure/ResultFailure.ts"
import { asRecords, decodeRecords, type TextFields, type TextRecord } from "../../results/records.ts"
import { columnsMissed } from "./columnsMissed.ts"
import type { ExportFailure, ExportOptions, ExportRequest } from "./ExportRequest.ts"
import { streamExport } from "./streamExport.ts"

/** Reads records by a schema, unless it needs a column that is not requested. */
const readBy =
  <A, RD>(schema: Schema.Codec<A, unknown, RD, unknown>, request: ExportRequest) =>
  <E, R>(records: Stream.Stream<TextRecord, E, R>) =>
    Stream.suspend((): Stream.Stream<A, E | InvalidRequest | RowNotDecodable, R | RD> => {
      const refusal = columnsMissed(request, schema)
      return refusal === undefined
        ? decodeRecords(schema, () => ({ module: request.module }))(records)
        : Stream.fail(refusal)
    })

/**
 * Exports a module as records, by the names of their columns; with a schema, each record is a value of it.
 *
 * **Details**
 *
 * Costs and checks are those of `exportModule`. Without a schema every value is text. `Values` has schemas for Zoho's
 * text: empty is null, numbers keep their digits, times their offset. A row that does not fit fails with
 * `RowNotDecodable`; a schema that needs a column which is not in `fields` fails with `InvalidRequest`, before anything
 * is ordered.
 *
 * **Example** (Deals above zero)
 *
 * ```ts
 * import { exportRecords, Values } from "@zoho-bulk/core"
 * import { Schema, Stream } from "effect"
 *
 * const Deal = Schema.Struct({
 *   id: Values.required(Values.Id),
 *   Deal_Name: Values.Text,
 *   Amount: Values.Number,
 *   Closing_Date: Values.Date,
 * })
 *
 * export const deals = exportRecords({ module: "Deals", fields: ["Deal_Name", "Amount", "Closing_Date"] }, Deal).pipe(
 *   Stream.filter(({ Amount }) => Amount !== null && Amount > 0),
 * )
 * ```
 *
 * @category operations
 */
export const exportRecords: {
  <E = never, R = never>(
    request: exportRecords.Request,
    schema?: undefined,
    options?: exportRecords.Options<E, R>,
  ): Stream.Stream<TextRecord, ExportFailure | E, ZohoConnection | R>
  <A, I extends TextFields<I>, RD = never, E = never, R = never>(
    request: exportRecords.Request,
    schema: Schema.Codec<A, I, RD, unknown>,
    options?: exportRecords.Options<E, R>,
  ): Stream.Stream<A, ExportFailure | RowNotDecodable | E, ZohoConnection | RD | R>
} = <A, RD, E, R>(
  request: exportRecords.Request,
  schema?: Schema.Codec<A, unknown, RD, unknown>,
  options: exportRecords.Options<E, R> = {},
): Stream.Stream<never, ExportFailure | RowNotDecodable | E, ZohoConnection | RD | R> => {
  const records = asRecords(streamExport(request, options))
  const read = schema === undefined ? records : readBy(schema, request)(records)
  return read as Stream.Stream<never, ExportFailure | RowNotDecodable | E, ZohoConnection | RD | R>
}

/** What `exportRecords` accepts. */
export declare namespace exportRecords {
  /** What to export. */
  export type Request = ExportRequest

  /** What makes it resumable, and downloads repeatable. */
  export type Options<E = never, R = never> = ExportOptions<E, R>
}
