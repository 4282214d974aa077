import { Stream, type Schema } from "effect"
import { inputText } from "../../../packages/core/src/cli/rows/inputText.ts"
import { ndjsonInput } from "../../../packages/core/src/cli/rows/ndjsonInput.ts"
import { csvBytes, csvRows } from "../../../packages/core/src/formats/csv.ts"
import { strictText } from "../../../packages/core/src/formats/text.ts"
import { changedBytes, inPieces, inUtf8 } from "../draw/bytes.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText } from "../draw/text.ts"
import { endOf, streamOf } from "../endOf.ts"
import { type Case, holds, type Target } from "../Target.ts"

const records: readonly [Schema.Json, ...ReadonlyArray<Schema.Json>] = [
  { Last_Name: "Boyle", Company: "Zylker", Amount: 12.5, Tag: ["a"] },
  { Last_Name: "Nobody", Company: null, Amount: 0, Tag: [] },
  { Last_Name: 'P "x", y', Company: "two\nlines" },
]

const longestRow = 4_096

const rowsIn = (pieces: Case) => {
  const source = "rows.ndjson"
  const objects = { source, maxRowSize: longestRow, leftOut: { emptyRows: 0, emptyColumns: 0 } }
  const rows = ndjsonInput(inputText(source, streamOf(pieces)), objects)
  return endOf(Stream.runCollect(Stream.map(rows, ({ cells }) => cells)))
}

type Rows = Awaited<ReturnType<typeof rowsIn>>

/** Which failure comes first depends on the pieces; whether there is one does not. */
const inShort = (end: Rows): string => ("failure" in end ? "refused" : JSON.stringify(end.value))

/** What is read as rows of an import is uploaded as CSV, and that has the same rows. */
const checkAsCsv = async (rows: ReadonlyArray<ReadonlyArray<string>>): Promise<void> => {
  const again = csvBytes(Stream.fromIterable(rows)).pipe(strictText(), csvRows({ maxRowSize: longestRow }))
  const end = await endOf(Stream.runCollect(again))
  const wellFormed = JSON.stringify(rows.map((row) => row.map((cell) => cell.toWellFormed())))
  holds("value" in end && JSON.stringify(end.value) === wellFormed, "as CSV it has other rows")
}

/** Rows of NDJSON: all as wide as the header, in whatever pieces they come, or a failure that names the line. */
export const ndjsonRows: Target = {
  name: "ndjson-rows",
  draw: (chance) => {
    const lines = Array.from({ length: 1 + chance.below(4) }, () =>
      chance.happens(0.5) ? JSON.stringify(chance.pick(records)) : changedJsonText(chance, chance.pick(records)),
    )
    const text = lines.join(chance.pick(["\n", "\n", "\r\n", "\n\n"]))
    const bytes = inUtf8(chance.happens(0.2) ? changedText(chance, text) : text)
    return inPieces(chance, chance.happens(0.05) ? changedBytes(chance, bytes) : bytes)
  },
  check: async (given) => {
    const [asItCame, atOnce] = [await rowsIn(given), await rowsIn([given.join("")])]
    holds(inShort(asItCame) === inShort(atOnce), "in other pieces it reads as something else")
    if ("failure" in asItCame) return holds(asItCame.failure.summary !== "", "it does not say why")
    holds(new Set(asItCame.value.map(({ length }) => length)).size <= 1, "its rows are not all as wide")
    await checkAsCsv(asItCame.value)
  },
}
