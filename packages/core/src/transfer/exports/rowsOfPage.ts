import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { PagesBroken } from "../../failure/TransferFailure.ts"
import type { ResultOptions } from "../../results/fromArchive.ts"
import { isIdColumn, type Row } from "../../results/Rows.ts"
import { streamResult } from "../../results/streamResult.ts"
import { type ExportedPage, orderingNext } from "./exportPages.ts"

/** Puts the record's id first. Rows in which it is already go on as they come. */
const idFirst = (header: Row): ((rows: ReadonlyArray<Row>) => ReadonlyArray<Row>) => {
  const at = header.findIndex(isIdColumn)
  return at <= 0 ? (rows) => rows : Arr.map((row) => [row[at] ?? "", ...row.slice(0, at), ...row.slice(at + 1)])
}

/** The fields that were asked for and have no column; Zoho spells the record's id in its own way. */
const missingFrom = (header: Row, fields: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  const names = new Set(header.map((name) => name.toLowerCase()))
  return fields.filter((field) => !names.has(field.toLowerCase()))
}

/** The header of rows that nothing came of, as far as it is known. */
const emptyHeader = (fields: ReadonlyArray<string>): Row => ["id", ...fields.filter((field) => !isIdColumn(field))]

/** The rows of a page, the id first; only the first page of a chain brings a header, and all others must have the same. */
export const rowsOfPage = <E, R>(
  module: string,
  exported: ExportedPage,
  whole: { header?: Row },
  options: ResultOptions<E, R>,
) =>
  Stream.suspend(() => {
    const { fields, job, page } = exported
    let arrange: ((rows: ReadonlyArray<Row>) => ReadonlyArray<Row>) | undefined

    const begin = Effect.fnUntraced(function* (chunk: ReadonlyArray<Row>) {
      const [own = []] = chunk
      const arranged = idFirst(own)(chunk)
      const [header = []] = arranged
      const missing = missingFrom(own, fields)
      if (missing.length > 0) {
        const problem = `it has no column for ${missing.join(", ")}`
        return yield* new PagesBroken({ module, page, jobId: job.id, problem, missing })
      }
      const isFirst = whole.header === undefined
      whole.header ??= header
      if (header.join() !== whole.header.join()) {
        const problem = `its columns are ${header.join(", ")}, not ${whole.header.join(", ")}`
        return yield* new PagesBroken({ module, page, jobId: job.id, problem })
      }
      arrange = idFirst(own)
      return isFirst ? arranged : arranged.slice(1)
    })

    const next = (chunk: ReadonlyArray<Row>): Effect.Effect<ReadonlyArray<Row>, PagesBroken> =>
      arrange === undefined ? begin(chunk) : Effect.succeed(arrange(chunk))

    return streamResult(job, options).pipe(
      orderingNext(exported, (job.result?.count ?? 0) / 20, () => 1),
      Stream.chunks,
      Stream.mapEffect(next),
      Stream.filter(Arr.isReadonlyArrayNonEmpty),
      Stream.flattenArray,
      Stream.concat(
        Stream.suspend(() => {
          if (whole.header !== undefined || fields === undefined) return Stream.empty
          whole.header = emptyHeader(fields)
          return Stream.succeed(whole.header)
        }),
      ),
    )
  })
