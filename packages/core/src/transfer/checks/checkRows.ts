import * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { InputUnreadable, type InvalidRequest } from "../../failure/InvalidInput.ts"
import type { CsvRow } from "../../formats/csv.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { readParts } from "../imports/readParts.ts"
import type { ImportRequest } from "../imports/ImportRequest.ts"
import { partsThatFit } from "../imports/splitRows.ts"
import type { ImportFindings } from "./ImportFindings.ts"
import type { KnownModule } from "./knownModule.ts"
import { makeImportCheck, type RowWithFindings } from "./makeImportCheck.ts"

/** How rows are checked. */
export interface RowsCheck<E, R> {
  /** What the rows are called in failures. */
  readonly source: string
  /** How all dates are spelled whose columns do not say it; that is found out where it is absent. */
  readonly dateFormat?: string | undefined
  /** On which line a row stands, counted from 1. */
  readonly lineOf: (row: number) => number
  /** Takes the rows that have findings, those of a part at a time, once the header of all is known. */
  readonly onFound: (rows: ReadonlyArray<RowWithFindings>, header: CsvRow) => Effect.Effect<void, E, R>
}

/** Reads all rows, whose first one is the header, as an import would, and checks them: it holds those of one part. */
export const checkRows = Effect.fnUntraced(function* <E, R, EF, RF>(
  known: KnownModule,
  request: ImportRequest,
  rows: Stream.Stream<CsvRow, E, R>,
  { dateFormat, lineOf, onFound, source }: RowsCheck<EF, RF>,
): Effect.fn.Return<
  ImportFindings,
  E | EF | InputUnreadable | InvalidRequest | MetadataFailure,
  R | RF | ZohoConnection
> {
  let check: Effect.Success<ReturnType<typeof makeImportCheck>> | undefined
  let jobs = 0
  const onPart = Effect.fnUntraced(function* (part: number, [header = [], ...whole]: ReadonlyArray<CsvRow>) {
    check ??= yield* makeImportCheck(known, request, header, dateFormat)
    jobs = part
    const found = check.take(whole)
    if (found.length > 0) yield* onFound(found, header)
  })
  yield* readParts(rows, { source, ...(yield* partsThatFit), onPart })
  if (check !== undefined) return check.end(jobs, lineOf)
  const problem = "there are no rows"
  return yield* new InputUnreadable({ source, problem, remedy: "Give at least one row beside the header." })
})
