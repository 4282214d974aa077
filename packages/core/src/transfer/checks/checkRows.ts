import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { InputUnreadable, type InvalidRequest } from "../../failure/InvalidInput.ts"
import type { CsvRow } from "../../formats/csv.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { bytesOfRow, makeRowReader } from "../imports/readParts.ts"
import type { ImportRequest } from "../imports/ImportRequest.ts"
import { partsThatFit } from "../imports/splitRows.ts"
import type { ImportFindings } from "./ImportFindings.ts"
import type { KnownModule } from "./knownModule.ts"
import { type ImportCheck, makeImportCheck, type RowWithFindings } from "./makeImportCheck.ts"

/** How rows are checked. */
export interface RowsCheck<E, R> {
  /** What the rows are called in failures. */
  readonly source: string
  /** The date format of all columns that state none; detected if absent. */
  readonly dateFormat?: string | undefined
  /** The zone of times that say no offset, where their columns do not name one. */
  readonly timeZone?: string | undefined
  /** The line of a row, counted from 1. */
  readonly lineOf: (row: number) => number
  /** Takes the rows that have findings, some at a time. */
  readonly onFound: (rows: ReadonlyArray<RowWithFindings>, header: CsvRow) => Effect.Effect<void, E, R>
}

/** Reads all rows, whose first one is the header, as an import would, and checks them: none is held. */
export const checkRows = Effect.fnUntraced(function* <E, R, EF, RF>(
  known: KnownModule,
  request: ImportRequest,
  rows: Stream.Stream<CsvRow, E, R>,
  { dateFormat, lineOf, onFound, source, timeZone }: RowsCheck<EF, RF>,
): Effect.fn.Return<
  ImportFindings,
  E | EF | InputUnreadable | InvalidRequest | MetadataFailure,
  R | RF | ZohoConnection
> {
  const { maxRowSize } = yield* CurrentLimits
  const { isFull, maxRowBytes } = yield* partsThatFit
  const reader = makeRowReader(source, maxRowSize, maxRowBytes)
  let check: ImportCheck | undefined
  let [jobs, rowsOfJob, bytesOfJob, bytesAtFirst] = [0, 0, 0, 0]

  const begin = Effect.fnUntraced(function* (header: CsvRow) {
    bytesAtFirst = bytesOfRow(header)
    check = yield* makeImportCheck(known, request, header, { dateFormat, timeZone })
  })

  /** Counts the jobs that the rows take. */
  const count = (bytes: number): void => {
    if (jobs === 0 || isFull(jobs, rowsOfJob, bytesOfJob + bytes)) {
      jobs++
      rowsOfJob = 0
      bytesOfJob = bytesAtFirst
    }
    rowsOfJob++
    bytesOfJob += bytes
  }

  const take = (chunk: ReadonlyArray<CsvRow>): Effect.Effect<void, EF | InputUnreadable, RF> => {
    const taken: Array<CsvRow> = []
    for (const row of chunk) {
      const one = reader.take(row)
      if (one instanceof InputUnreadable) return Effect.fail(one)
      if (one === undefined) continue
      count(bytesOfRow(one.cells))
      taken.push(one.cells)
    }
    const found = check?.take(taken) ?? []
    return found.length === 0 ? Effect.void : onFound(found, reader.header() ?? [])
  }

  const takeFirst = Effect.fnUntraced(function* ([header, ...others]: ReadonlyArray<CsvRow>) {
    yield* take(header === undefined ? [] : [header])
    yield* begin(reader.header() ?? [])
    yield* take(others)
  })

  yield* Stream.runForEachArray(rows, (chunk) => (check === undefined ? takeFirst(chunk) : take(chunk)))
  if (check !== undefined && reader.seen() > 0) return check.end(jobs, lineOf)
  const problem = "there are no rows"
  return yield* new InputUnreadable({ source, problem, remedy: "Give at least one row besides the header." })
})
