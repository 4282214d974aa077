import { Stream } from "effect"
import { csvBytes, csvRows } from "../../../packages/core/src/formats/csv.ts"
import { strictText } from "../../../packages/core/src/formats/text.ts"
import { archiveRows } from "../../../packages/core/src/results/archiveRows.ts"
import { archive } from "../../support/hostile/archives.ts"
import { asBytes, asCharacters, changedBytes, inPieces, inUtf8 } from "../draw/bytes.ts"
import { changedText, splicedText } from "../draw/text.ts"
import { type End, endOf, streamOf } from "../endOf.ts"
import { type Case, holds, type Target } from "../Target.ts"

const files = [
  "Id,Last_Name\n4150868000000376008,Boyle\n",
  'Id,Last_Name,Note\r\n1,"Boyle, P.","two\r\nlines"\r\n2,,""\r\n',
  "\ufeffid,Name\n1,Zürich\n2,\u{1f600}\n",
  "ROW_NUMBER,STATUS,RECORD_ID,ERRORS,Last_Name\n1,ADDED,1,,Boyle\n2,SKIPPED,,MANDATORY_NOT_FOUND-Company:DUPLICATE_DATA-Email,x\n",
  'a\n""\n\n"b"\n',
  "",
] as const

const words = [",", "\n", "\r\n", '"', '""', '",', ',"', '"\n', "\n\n"]

const rowsIn = (pieces: Case) => streamOf(pieces).pipe(strictText(), csvRows({ maxRowSize: 4_096 }))

const read = (pieces: Case): Promise<End<ReadonlyArray<ReadonlyArray<string>>, { readonly _tag: string }>> =>
  endOf(Stream.runCollect(rowsIn(pieces)))

const written = async (rows: ReturnType<typeof rowsIn>): Promise<string> =>
  JSON.stringify(await endOf(Stream.runCollect(Stream.decodeText(csvBytes(rows)))))

/** Which failure comes first depends on the pieces; whether there is one does not. */
const inShort = (end: Awaited<ReturnType<typeof read>>): string =>
  "failure" in end ? "refused" : JSON.stringify(end.value)

const zipped = (content: Uint8Array): Case => [asCharacters(archive([{ name: "Leads.csv", content, method: 0 }]))]

/** The rows of a result: the same in whatever pieces they come, or a failure that says why not. */
export const csvRowsTarget: Target = {
  name: "csv-rows",
  draw: (chance) => {
    const one = chance.pick(files)
    const file = chance.happens(0.2) ? splicedText(chance, one, chance.pick(files)) : one
    const text = inUtf8(changedText(chance, file, words))
    return inPieces(chance, chance.happens(0.1) ? changedBytes(chance, text) : text)
  },
  check: async (given) => {
    const whole = given.join("")
    const [asItCame, atOnce] = [await read(given), await read([whole])]
    holds(inShort(asItCame) === inShort(atOnce), "in other pieces it reads as something else")
    const [passedOn, made] = [await written(rowsIn(given)), await written(Stream.map(rowsIn(given), (row) => [...row]))]
    holds(passedOn === made, "passed on it is written as something else")
    const rows = await endOf(Stream.runCollect(archiveRows("1", streamOf(zipped(asBytes(whole))))))
    if ("failure" in rows) return holds(rows.failure.summary !== "", "it does not say why")
    holds(new Set(rows.value.map(({ length }) => length)).size <= 1, "its rows are not all as wide")
    holds(inShort({ value: rows.value }) === inShort(atOnce), "from an archive it reads as something else")
  },
}
