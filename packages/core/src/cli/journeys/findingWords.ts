import type { ImportFinding } from "../../transfer/checks/ImportFinding.ts"
import type { ColumnNotSent, ImportFindings } from "../../transfer/checks/ImportFindings.ts"
import { amount, number } from "../output/amount.ts"

const onLines = (lines: ReadonlyArray<number>, count: number): string =>
  `line${count === 1 ? "" : "s"} ${lines.map(number).join(", ")}${count > lines.length ? ", …" : ""}`

/** How the command's input corresponds to the library's request. */
const inCommand = ({ column = "", kind, remedy }: ImportFinding): string => {
  switch (kind) {
    case "field": {
      const meant = /^Did you mean (.+)\? /.exec(remedy)?.[1] ?? "Field"
      return remedy
        .replace("the encoding of the file.", "the encoding of the file with --encoding.")
        .replace(
          "Send the column to a field, or leave it out.",
          `Send it to a field with --map '${column}=${meant}', or leave it out with --map '${column}='.`,
        )
    }
    case "dates":
      return `${remedy} Give it with --date-format '${column}=…'.`
    case "lookup":
      return `${remedy} Give it with --lookup '${column}=…'.`
    default:
      return remedy
  }
}

/** One finding in a sentence or two: where it is, what is wrong, on which lines, and what to do. */
export const findingWords = (finding: ImportFinding): string => {
  const { column, count, example, field, lines, problem } = finding
  const where = column ?? field
  const said = `${where === undefined ? "" : `${where} `}${problem}`
  const rows = lines.length === 0 ? "" : ` (${amount(count, "row")}, ${onLines(lines, count)})`
  const cell = example === undefined || finding.stops ? "" : `: ${JSON.stringify(example)}`
  return `${said}${rows}${cell}. ${inCommand(finding)}`
}

/** What is good to know, as the command is told it. */
export const hintWords = (hint: string): string =>
  hint.replace("Name another zone, or", "Name another zone with --time-zone, or")

/** Reports which columns stay behind, and why. */
export const leftBehindWords = (notSent: ReadonlyArray<ColumnNotSent>): string | undefined => {
  if (notSent.length === 0) return undefined
  const named = notSent.map(({ because, column }) => `${column} (${because})`).join(", ")
  return `${amount(notSent.length, "column")} ${notSent.length === 1 ? "is" : "are"} not sent: ${named}.`
}

/** The most rows for which the records API is the cheaper way: a job costs what it takes for them. */
const fewRows = 5_000

/** Says when the records API would be cheaper. */
export const cheaperWords = ({ credits, creditsOfRecords, rows }: ImportFindings): string | undefined =>
  rows < fewRows && creditsOfRecords < credits
    ? `The records API would write ${amount(rows, "row")} for ${amount(creditsOfRecords, "credit")}; a bulk job costs ${number(credits)}.`
    : undefined
