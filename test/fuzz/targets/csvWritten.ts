import { Stream } from "effect"
import { csvBytes, csvRows } from "../../../packages/core/src/formats/csv.ts"
import { strictText } from "../../../packages/core/src/formats/text.ts"
import { oddText } from "../draw/text.ts"
import { endOf, streamOf } from "../endOf.ts"
import { type Case, holds, type Target } from "../Target.ts"

/** What stands between the cells of a row in a case: in no cell. */
const between = "\u001f"

const rowsOf = (given: Case): ReadonlyArray<ReadonlyArray<string>> =>
  given.map((row) => row.split(between).map((cell) => cell.toWellFormed()))

/** Rows that are written as CSV: the same rows are read from it. */
export const csvWritten: Target = {
  name: "csv-written",
  draw: (chance) => {
    const [rows, width] = [1 + chance.below(4), 1 + chance.below(4)]
    const cell = () => oddText(chance, [",", '"', "\n", "\r\n", " ", "ü", "\t", "#", "=1+1"]).replaceAll(between, "")
    return Array.from({ length: rows }, () => Array.from({ length: width }, cell).join(between))
  },
  check: async (given) => {
    const rows = rowsOf(given)
    const written = await endOf(Stream.mkUint8Array(csvBytes(Stream.fromIterable(rows))))
    if ("failure" in written) return holds(false, "they could not be written")
    const pieces = [Buffer.from(written.value).toString("latin1")]
    const read = await endOf(Stream.runCollect(streamOf(pieces).pipe(strictText(), csvRows())))
    holds(
      "value" in read && JSON.stringify(read.value) === JSON.stringify(rows),
      "other rows are read than were written",
    )
  },
}
