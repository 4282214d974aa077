import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Scope from "effect/Scope"
import type * as Stdio from "effect/Stdio"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { beginningOf } from "../../formats/beginning.ts"
import type { CsvRow } from "../../formats/csv.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { csvInput } from "../../transfer/rows/csvInput.ts"
import { enoughText, textFormat, withoutDelimiterLine } from "./inputFormat.ts"
import { inputBytes, nameOfInput, standardInput } from "./inputFile.ts"
import type { UsageError } from "../failure/UsageError.ts"
import type { InputRow, LeftOut } from "../../transfer/rows/InputRow.ts"
import { inputText } from "./inputText.ts"
import { jsonElements } from "./jsonElements.ts"
import { ndjsonInput, objectRows } from "./ndjsonInput.ts"
import { formatOfInput, type InputFormat } from "./rowFormat.ts"
import { makeRowLines, type RowLines } from "../../transfer/rows/rowLines.ts"

/** How to read a file that does not show it itself. */
export interface Reading {
  readonly file: string
  readonly format?: InputFormat | undefined
  readonly encoding?: string | undefined
  /** Whether empty cells leave fields as they are. */
  readonly ignoreEmpty?: boolean | undefined
}

type ServicesOfRows = FileSystem.FileSystem | Stdio.Stdio

type Placed<R = never> = Stream.Stream<InputRow, InputUnreadable | UsageError, R>

/** A table without rows has a header all the same: without one, what should have written the file may have failed. */
const noHeader = (source: string): InputUnreadable =>
  new InputUnreadable({
    source,
    problem: "it is empty: it has no header line",
    remedy: "Check whether the program that writes the file has failed. A file without rows needs a header, too.",
  })

/** Reads the bytes of a file as rows, the header first, with their lines: what the file is, is decided by what is in it. */
export const placedRows = (
  bytes: Stream.Stream<Uint8Array, InputUnreadable | UsageError>,
  { encoding, file, format, ignoreEmpty }: Reading,
  leftOut: LeftOut,
): Placed =>
  Stream.unwrap(
    Effect.gen(function* (): Effect.fn.Return<Placed, InputUnreadable | UsageError, Scope.Scope> {
      const source = nameOfInput(file)
      const { maxRowSize } = yield* CurrentLimits
      const { pieces, whole } = yield* beginningOf(inputText(source, bytes, encoding), enoughText(maxRowSize))
      const beginning = pieces.join("")
      const found = textFormat(beginning, format, formatOfInput(file))
      const objects = { source, maxRowSize, ignoreEmpty, leftOut }
      if (found.kind !== "csv") {
        return found.kind === "ndjson"
          ? ndjsonInput(whole, objects)
          : objectRows(objects)(jsonElements(source, whole, maxRowSize))
      }
      const { delimiter, hasDelimiterLine } = found
      // What comes by stdin may be meant as NDJSON of no record.
      const needsHeader = format !== undefined || file !== standardInput
      const orNoHeader = (rows: Placed): Placed =>
        needsHeader ? Stream.orElseIfEmpty(rows, () => Stream.fail(noHeader(source))) : rows
      const table = { source, delimiter, maxRowSize, linesBefore: hasDelimiterLine ? 1 : 0, leftOut }
      if (!hasDelimiterLine) return orNoHeader(csvInput(whole, table))
      const rest = Stream.drop(whole, pieces.length)
      return orNoHeader(csvInput(Stream.concat(Stream.succeed(withoutDelimiterLine(beginning)), rest), table))
    }),
  )

/** The rows of an input, the header first, and what is learnt of them while they are read. */
export interface Input {
  readonly rows: Stream.Stream<CsvRow, InputUnreadable | UsageError, ServicesOfRows>
  readonly leftOut: LeftOut
  readonly lines: RowLines
}

/** Makes the rows of an input, the header first, and what is learnt of them while they are read, which can be once. */
export const makeInput = (reading: Reading): Input => {
  const leftOut: LeftOut = { emptyRows: 0, emptyColumns: 0 }
  const lines = makeRowLines()
  const placed: Placed<ServicesOfRows> = Stream.unwrap(
    Effect.map(inputBytes(reading.file), (bytes) => placedRows(bytes, reading, leftOut)),
  )
  const rows = Stream.map(placed, ({ cells, line }): CsvRow => {
    lines.add(line)
    return cells
  })
  return { rows, leftOut, lines }
}

/** Opens an input as far as its header and first row, so that what is done with it can be decided. */
export const openInput = Effect.fnUntraced(function* (reading: Reading) {
  const { rows, ...learnt } = makeInput(reading)
  let seen = 0
  const { pieces, whole } = yield* beginningOf(rows, () => ++seen === 2)
  const [header = [], first] = pieces
  return { header, hasRows: first !== undefined, input: { ...learnt, rows: whole } }
})

/** An input of which the beginning is read. */
export type OpenedInput = Effect.Success<ReturnType<typeof openInput>>
