import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Queue from "effect/Queue"
import * as Stream from "effect/Stream"
import type { RequestNotAccepted, ScopeMissing, PermissionDenied } from "../../failure/Refusal.ts"
import type { UnreadableAnswer } from "../../failure/Unreached.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { checkRows } from "../../transfer/checks/checkRows.ts"
import type { ImportFindings } from "../../transfer/checks/ImportFindings.ts"
import { askAboutModule } from "../../transfer/checks/knownModule.ts"
import type { RowWithFindings } from "../../transfer/checks/makeImportCheck.ts"
import { tellingColumns } from "../../transfer/imports/ImportRequest.ts"
import { keepingEarlier } from "../output/keepingEarlier.ts"
import { removeOutput, writeOutput } from "../output/OutputTarget.ts"
import { packedIf } from "../rows/packed.ts"
import type { HeldInput } from "../rows/heldInput.ts"
import { nameOfInput, standardInput } from "../rows/inputFile.ts"
import { makeInput } from "../rows/inputRows.ts"
import { isPackedName, rowBytes } from "../rows/rowFormat.ts"
import type { layerConnection } from "../run/connect.ts"
import { requestOf, type SavedImport } from "./importJourney.ts"
import { formatOfTold } from "./writeOutcomes.ts"

/** What came of a check: findings, or why nothing could be asked about the module. */
export type Checked =
  | {
      readonly _tag: "checked"
      readonly findings: ImportFindings
      /** How many rows were checked, where there are more than can be held, and they cannot be read twice. */
      readonly onlyFirst?: number
    }
  | { readonly _tag: "unread"; readonly because: WhyUnread }

/** Why nothing can be asked about a module, though rows might be taken: another failure would stop an import as well. */
export type WhyUnread =
  | ScopeMissing
  | PermissionDenied
  | RequestNotAccepted
  | UnreadableAnswer
  | Layer.Error<typeof layerConnection>

/** How an import is checked. */
interface CheckOptions {
  /** How dates are spelled whose columns do not say it. */
  readonly dateFormat?: string | undefined
  /** The zone of times that say no offset. */
  readonly timeZone?: string | undefined
  /** Where the rows go that have findings. */
  readonly rejects?: string | undefined
}

const unread = (because: WhyUnread) => Effect.succeed({ _tag: "unread", because } as const)

/** Writes the rows that have findings as a run would write those that are not taken. */
const writeFound = Effect.fnUntraced(function* <E, R>(
  target: string,
  lineOf: (row: number) => number | undefined,
  check: (
    onFound: (rows: ReadonlyArray<RowWithFindings>, header: CsvRow) => Effect.Effect<void>,
  ) => Effect.Effect<ImportFindings, E, R>,
) {
  const format = yield* formatOfTold("--rejects", target)
  let findings: ImportFindings | undefined
  let isFirst = true
  const rows = Stream.callback<CsvRow, E, R>((queue) =>
    check((found, header) => {
      const rejected = found.map(({ cells, problems, row }) => [
        ...cells,
        String(lineOf(row) ?? ""),
        problems.join("; "),
      ])
      const all = isFirst ? [[...header, ...tellingColumns], ...rejected] : rejected
      isFirst = false
      return Effect.asVoid(Queue.offerAll(queue, all))
    }).pipe(
      Effect.tap((all) => Effect.sync(() => void (findings = all))),
      Effect.andThen(Queue.end(queue)),
    ),
  )
  const write = writeOutput(target, packedIf(isPackedName(target))(rowBytes(format)(rows)), { whenUnread: "go on" })
  yield* keepingEarlier(
    target,
    Effect.andThen(
      write,
      Effect.suspend(() => (isFirst ? removeOutput(target) : Effect.void)),
    ),
  )
  return findings
})

/** Checks the rows of an import against what the organisation says of its module: those that are held, or all of a file, which is read once more. */
export const checkSaved = Effect.fnUntraced(function* (
  saved: SavedImport,
  { held, input, isWhole }: HeldInput,
  { dateFormat, rejects, timeZone }: CheckOptions,
) {
  const asked = yield* Effect.map(askAboutModule(saved.module, saved.operation), (known) => ({ known })).pipe(
    Effect.catchTags({
      ScopeMissing: unread,
      PermissionDenied: unread,
      RequestNotAccepted: unread,
      UnreadableAnswer: unread,
    }),
  )
  if ("_tag" in asked) return asked
  const isAgain = !isWhole && saved.file !== standardInput
  const { lines, rows } = isAgain ? makeInput(saved) : { lines: input.lines, rows: Stream.fromIterable(held) }
  const check = <E, R>(onFound: (found: ReadonlyArray<RowWithFindings>, header: CsvRow) => Effect.Effect<void, E, R>) =>
    checkRows(asked.known, requestOf(saved), rows, {
      source: nameOfInput(saved.file),
      dateFormat,
      timeZone,
      lineOf: (row) => lines.lineOf(row) ?? row + 1,
      onFound,
    })
  const findings =
    rejects === undefined ? yield* check(() => Effect.void) : yield* writeFound(rejects, lines.lineOf, check)
  if (findings === undefined) return yield* Effect.die(new Error("a check that has ended has findings"))
  const isPartial = !isWhole && !isAgain
  return { _tag: "checked", findings, ...(isPartial ? { onlyFirst: findings.rows } : {}) } satisfies Checked
})

const isIdentity = (header: CsvRow, { columns }: ImportFindings): boolean =>
  columns.length === header.length &&
  columns.every(({ column, field, findBy, format, timeZone }, at) => {
    const isPlain = findBy === undefined && format === undefined && timeZone === undefined
    return isPlain && column === field && header[at] === column
  })

/** What is imported once it is checked: by the names that requests use, with the columns that can be written. */
export const savedAsChecked = (saved: SavedImport, header: CsvRow, findings: ImportFindings): SavedImport => {
  const { columns: _, notSent = [], ...others } = saved
  const { findBy, module } = findings.request
  const left = [...notSent, ...findings.notSent.map(({ column }) => column)]
  const columns = findings.columns.map(({ column, field, findBy: by, format, timeZone }) => ({
    column,
    field,
    ...(format === undefined ? {} : { format }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(by === undefined ? {} : { findBy: by }),
  }))
  return {
    ...others,
    module,
    ...(findBy === undefined ? {} : { findBy }),
    ...(isIdentity(header, findings) ? {} : { columns }),
    ...(left.length === 0 ? {} : { notSent: left }),
  }
}
