import type { WholeReason } from "../../mirror/Checkpoint.ts"
import type { CopyFailure } from "../../mirror/CopyFailure.ts"
import type { ModuleOutcome } from "../../mirror/ModuleOutcome.ts"
import { amount } from "../output/amount.ts"
import { errorDocument } from "../output/errorReport.ts"
import type { MirroredModule } from "../output/documents/ofCopies.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import { lines, say, type Words } from "../output/Words.ts"

/** Why all of a module was read, in words. */
const wordsOfReason: Readonly<Record<WholeReason, string>> = {
  firstCopy: "first copy",
  noModifiedTime: "no Modified_Time",
  refreshDue: "refresh due",
  columnsAdded: "columns added",
  recordsMissing: "records missing",
  copyChanged: "the copy is not as it was written",
  asked: "requested",
}

/** What is read of a module, and why it is all, where it is. */
export const readOf = (whole: WholeReason | undefined) =>
  whole === undefined ? { read: "changes" as const } : { read: "all" as const, because: wordsOfReason[whole] }

/** A module of a mirror, as `--json` has it. */
export type MirroredLine = typeof MirroredModule.Encoded

/** What to do about a failure, by the flags of the command. */
const remedyHere = (failure: string, remedy: string): string =>
  failure === "ColumnTypeChanged"
    ? "Keep such columns as text with --text-columns, or start a new copy of the module elsewhere."
    : remedy.replace("(whole: true)", "with --whole")

/** Why a module is not copied, as a document. */
export const failureOf = (failure: CopyFailure, startedAs: string) => {
  const { error, message, remedy } = errorDocument(failure, startedAs)
  return { error, message, remedy: remedyHere(error, remedy) }
}

/** Why a module is not copied, as people read it. */
export const wordsOfFailure = (
  style: Style,
  { message = "", module, remedy = "" }: Pick<MirroredLine, "message" | "module" | "remedy">,
): ReadonlyArray<Words> => [
  say`${style.bad("Failed:")} ${module}: ${message}`,
  say`${style.faint("What to do:")} ${remedy}`,
]

/** What became of a module, as a document; one that bulk jobs do not have may be left out instead of failed. */
export const mirroredModule = (outcome: ModuleOutcome, startedAs: string, isLeftOut = false): MirroredLine => {
  const { module } = outcome
  if (outcome._tag === "failed") {
    return { module, state: isLeftOut ? "leftOut" : "failed", ...failureOf(outcome.failure, startedAs) }
  }
  const { added, checkpoint, gone, slept, toText } = outcome
  const { run } = checkpoint
  return {
    module,
    state: "copied",
    ...readOf(run.whole),
    rows: checkpoint.rows,
    changed: run.changed,
    deleted: run.deleted,
    asOf: checkpoint.asOf,
    ...(added.length === 0 ? {} : { addedColumns: added }),
    ...(gone.length === 0 ? {} : { goneColumns: gone }),
    ...(toText.length === 0 ? {} : { textColumns: toText }),
    jobs: run.jobs,
    idsCompared: run.idsCompared,
    ...(slept ? { slept } : {}),
  }
}

/** What to report about a module in addition to its numbers. */
const notesOf = ({ addedColumns, goneColumns, slept, textColumns }: MirroredLine): ReadonlyArray<string> => [
  ...(addedColumns === undefined ? [] : [`new columns: ${addedColumns.join(", ")}`]),
  ...(goneColumns === undefined ? [] : [`no longer read, and left unchanged: ${goneColumns.join(", ")}`]),
  ...(textColumns === undefined ? [] : [`now kept as text: ${textColumns.join(", ")}`]),
  ...(slept === true ? ["all ids were compared, because Zoho no longer lists all deletions since the last run"] : []),
]

/** The modules of a mirror as a table, and what there is to say of them below it. */
export const mirroredTable = (style: Style, modules: ReadonlyArray<MirroredLine>): Words => {
  const inState = (state: MirroredLine["state"]) => modules.filter((line) => line.state === state)
  const [copied, failed, leftOut] = [inState("copied"), inState("failed"), inState("leftOut")]
  const table = grid(
    style,
    ["Module", "Rows", "Received", "Deleted", "Read"],
    copied.map(({ because, changed = 0, deleted = 0, module, read = "", rows = 0 }) => [
      module,
      rows,
      changed,
      deleted,
      because === undefined ? read : `${read}: ${because}`,
    ]),
  )
  return lines([
    ...(copied.length === 0 ? [] : [table]),
    ...copied.flatMap((line) => notesOf(line).map((note) => style.faint(`${line.module}: ${note}`))),
    ...(leftOut.length === 0
      ? []
      : [
          style.faint(
            `Left out, because bulk jobs do not support them: ${leftOut.map(({ module }) => module).join(", ")}`,
          ),
        ]),
    ...failed.flatMap((line) => wordsOfFailure(style, line)),
  ])
}

/** What all modules came to, in one line. */
export const mirroredSum = (
  style: Style,
  target: string,
  modules: ReadonlyArray<MirroredLine>,
  credits: number,
): Words => {
  const count = (state: MirroredLine["state"]): number => modules.filter((line) => line.state === state).length
  const [copied, failed] = [count("copied"), count("failed")]
  const came = modules.reduce((sum, { changed = 0 }) => sum + changed, 0)
  const verdict = copied === 0 && failed > 0 ? style.bad("Nothing was copied:") : style.good("Copied:")
  const parts = [
    amount(copied, "module"),
    `${amount(came, "row")} received`,
    ...(failed === 0 ? [] : [`${failed} failed`]),
    amount(credits, "credit"),
  ]
  return say`${verdict} ${target}: ${parts.join(", ")}`
}
