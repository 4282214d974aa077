import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { findField } from "../../metadata/findByName.ts"
import type { MetadataFailure } from "../../metadata/MetadataOptions.ts"
import { operations } from "../../wire/Operation.ts"
import { columnsFor } from "../imports/importColumns.ts"
import type { ImportRequest } from "../imports/ImportRequest.ts"
import { type ColumnCheck, checkOfColumn } from "./checkCells.ts"
import { checkMapping, keyOf } from "./checkMapping.ts"
import type { ImportFindings } from "./ImportFindings.ts"
import type { StatedOfDates } from "./judgeOf.ts"
import { namelessHeader } from "./namelessHeader.ts"
import { askAboutTarget, type KnownModule } from "./knownModule.ts"
import { type FieldsOfTargets, settleColumns, throughLookup } from "./settleColumns.ts"

/** A row that has findings, and what they are. */
export interface RowWithFindings {
  /** Which row, counted from 1. */
  readonly row: number
  readonly cells: CsvRow
  /** What is wrong, by column. */
  readonly problems: ReadonlyArray<string>
}

/** What an import costs for each of its jobs: its upload, its order, and its result. */
const creditsOfJob =
  operations.uploadFile.credits + operations.createWriteJob.credits + operations.downloadWriteResult.credits

/** How many records the records API writes for one credit. */
const recordsForOneCredit = 10

/** The names of the modules that columns lead to through a lookup. */
const targetsIn = (known: KnownModule, header: CsvRow, { columns }: ImportRequest): ReadonlyArray<string> => {
  const all = columns ?? header.map((field) => ({ field, findBy: undefined }))
  const names = all.flatMap(({ field: name, findBy }) => {
    const path = throughLookup(known, name)
    if (path !== undefined) return path.base.dataType === "lookup" ? [path.base.lookupModule] : []
    if (findBy === undefined) return []
    const field = Result.getOrUndefined(findField(known, name))
    return field?.dataType === "lookup" ? [field.lookupModule] : []
  })
  return [...new Set(names.filter((name) => name !== undefined))]
}

/** Checks rows, some at a time. */
export interface ImportCheck {
  /** Checks the next rows, and gives those that have findings. */
  readonly take: (rows: ReadonlyArray<CsvRow>) => ReadonlyArray<RowWithFindings>
  readonly end: (jobs: number, lineOf: (row: number) => number) => ImportFindings
}

/** Checks rows against what is known of a module: first the header, then each of them, and holds none. */
export const makeImportCheck = Effect.fnUntraced(function* (
  known: KnownModule,
  request: ImportRequest,
  header: CsvRow,
  stated: StatedOfDates = {},
): Effect.fn.Return<ImportCheck, MetadataFailure | InvalidRequest, ZohoConnection> {
  const columns = yield* columnsFor(request, header)
  const targets: FieldsOfTargets = Object.fromEntries(
    yield* Effect.forEach(targetsIn(known, header, request), (module) =>
      Effect.map(askAboutTarget(module), (fields) => [module, fields] as const),
    ),
  )
  const { finding: wrongKey, key } = keyOf(known, request)
  const named = known.refusal === undefined ? settleColumns(known, request, key, columns, targets) : undefined
  const nameless = named === undefined ? undefined : namelessHeader(known, columns, named)
  const refusal = known.refusal ?? nameless
  const settled =
    named === undefined || refusal !== undefined
      ? { sent: [], notSent: [], findings: refusal === undefined ? [] : [refusal], hints: [] }
      : named
  const mapping =
    refusal === undefined
      ? checkMapping(known, request, wrongKey === undefined ? key : undefined, settled)
      : { findings: [], hints: [] }
  const checks: ReadonlyArray<ColumnCheck> = settled.sent.map((each) =>
    checkOfColumn(each, header, request, key, stated),
  )
  let [rows, rowsWithFindings] = [0, 0]

  const problemsOf = (cells: CsvRow, row: number): ReadonlyArray<string> | undefined => {
    let problems: Array<string> | undefined
    for (const { at, take } of checks) {
      const problem = take(cells[at] ?? "", row)
      if (problem !== undefined) (problems ??= []).push(`${header[at]} ${problem}`)
    }
    return problems
  }

  const take = (part: ReadonlyArray<CsvRow>): ReadonlyArray<RowWithFindings> => {
    const found: Array<RowWithFindings> = []
    for (const cells of part) {
      const problems = problemsOf(cells, ++rows)
      if (problems === undefined) continue
      rowsWithFindings++
      found.push({ row: rows, cells, problems })
    }
    return found
  }

  const end = (jobs: number, lineOf: (row: number) => number): ImportFindings => {
    const ends = checks.map((check) => check.end(lineOf))
    const sent = ends.map(({ column }) => column)
    const all = [
      ...settled.findings,
      ...(wrongKey === undefined || refusal !== undefined ? [] : [wrongKey]),
      ...mapping.findings,
      ...ends.flatMap(({ findings }) => findings),
    ]
    const found = { module: known.module, columns: sent }
    return {
      request:
        request.operation === "insert"
          ? { ...request, ...found }
          : { ...request, ...found, findBy: key ?? request.findBy },
      rows,
      rowsWithFindings,
      columns: sent,
      notSent: settled.notSent,
      findings: [...all.filter(({ stops }) => stops), ...all.filter(({ stops }) => !stops)],
      jobs,
      credits: jobs * creditsOfJob,
      creditsOfRecords: Math.ceil(rows / recordsForOneCredit),
      hints: [...settled.hints, ...mapping.hints, ...ends.flatMap(({ hints }) => hints)],
    }
  }

  return { take, end }
})
