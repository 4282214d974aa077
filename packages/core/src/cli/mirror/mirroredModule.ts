import type { ModuleOutcome } from "../../mirror/ModuleOutcome.ts"
import type { WholeReason } from "../../mirror/Checkpoint.ts"
import { errorDocument } from "../output/errorReport.ts"
import { amount } from "../output/amount.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import { lines, say, type Words } from "../output/Words.ts"
import type { MirroredModule } from "../output/mirrorDocuments.ts"

/** Why all of a module was read, in words. */
export const wordsOfReason: Readonly<Record<WholeReason, string>> = {
  firstCopy: "it is the first copy",
  noModifiedTime: "it has no Modified_Time",
  refreshDue: "a whole refresh was due",
  columnsAdded: "columns were added",
  recordsMissing: "records were missing",
  asked: "it was asked for",
}

type Line = typeof MirroredModule.Encoded

/** What became of a module, as a document. */
export const mirroredModule = (outcome: ModuleOutcome, startedAs: string): Line => {
  const { module } = outcome
  if (outcome._tag === "failed") {
    const { error, message, remedy } = errorDocument(outcome.failure, startedAs)
    return { module, state: "failed", error, message, remedy }
  }
  const { added, checkpoint, gone, toText } = outcome
  const { run } = checkpoint
  return {
    module,
    state: "copied",
    read: run.whole === undefined ? "changes" : "all",
    ...(run.whole === undefined ? {} : { because: wordsOfReason[run.whole] }),
    rows: checkpoint.rows,
    changed: run.changed,
    deleted: run.deleted,
    asOf: checkpoint.asOf,
    ...(added.length === 0 ? {} : { addedColumns: added }),
    ...(gone.length === 0 ? {} : { goneColumns: gone }),
    ...(toText.length === 0 ? {} : { textColumns: toText }),
    jobs: run.jobs,
    idsCompared: run.idsCompared,
  }
}

const namesOf = (names: ReadonlyArray<string> = []): string => names.join(", ")

/** What is to be said of a module beside its numbers. */
const notesOf = (line: Line): ReadonlyArray<string> => [
  ...(line.because === undefined ? [] : [`all was read, since ${line.because}`]),
  ...(line.addedColumns === undefined ? [] : [`new: ${namesOf(line.addedColumns)}`]),
  ...(line.goneColumns === undefined ? [] : [`gone at Zoho, and kept here: ${namesOf(line.goneColumns)}`]),
  ...(line.textColumns === undefined ? [] : [`as text from now on: ${namesOf(line.textColumns)}`]),
]

/** The modules of a mirror as a table, and what there is to say of them below it. */
export const mirroredTable = (style: Style, modules: ReadonlyArray<Line>): Words => {
  const copied = modules.filter(({ state }) => state === "copied")
  const table = grid(
    style,
    ["Module", "Rows", "Came", "Gone", "Read"],
    copied.map(({ changed = 0, deleted = 0, module, read = "", rows = 0 }) => [module, rows, changed, deleted, read]),
  )
  const notes = copied.flatMap((line) => notesOf(line).map((note) => style.faint(`${line.module}: ${note}`)))
  const failed = modules.flatMap(({ message = "", module, remedy = "", state }) =>
    state === "failed" ? [say`${style.bad("Failed:")} ${module}: ${message}`, style.faint(remedy)] : [],
  )
  return lines([...(copied.length === 0 ? [] : [table]), ...notes, ...failed])
}

/** What all modules came to, in one line. */
export const mirroredSum = (modules: ReadonlyArray<Line>, credits: number): string => {
  const failed = modules.filter(({ state }) => state === "failed").length
  const came = modules.reduce((sum, { changed = 0 }) => sum + changed, 0)
  const parts = [
    amount(modules.length - failed, "module"),
    `${amount(came, "row")} came`,
    amount(credits, "credit"),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ]
  return parts.join(", ")
}
