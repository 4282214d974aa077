import { number } from "../../domain/amount.ts"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describeValue } from "../../failure/describeValue.ts"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { type CsvRow, lengthOfRow } from "../../formats/csv.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import { tellingPlaces } from "./ImportRequest.ts"
import { makePartWriter, type WrittenPart } from "./makePartWriter.ts"

interface Problem {
  readonly problem: string
  readonly remedy: string
  readonly line?: number
  readonly column?: number
}

const headerProblem = (names: CsvRow): Problem | undefined => {
  const empty = names.indexOf("")
  if (empty !== -1)
    return { problem: `column ${empty + 1} of the header has no name`, remedy: "Name every column.", line: 1 }
  const doubled = names.find((name, at) => names.indexOf(name) !== at)
  return doubled === undefined
    ? undefined
    : {
        problem: `the header has two columns ${doubled}`,
        remedy: "Remove or rename one of them.",
        line: 1,
      }
}

const textRemedy = 'Give every cell as text: "" for an empty one, and numbers and dates as Zoho should read them.'

/** Programs without types may pass anything for a row; `columns` are the names of its cells, if known. */
const cellProblem = (row: CsvRow, name: string, columns: CsvRow = []): Problem | undefined => {
  if (!Array.isArray(row))
    return { problem: `${name} is ${describeValue(row)}, not an array of cells`, remedy: textRemedy }
  const column = row.findIndex((cell) => typeof cell !== "string")
  return column === -1
    ? undefined
    : {
        problem: `${columns[column] ?? `cell ${column + 1}`} of ${name} is ${describeValue(row[column])}, not text`,
        remedy: textRemedy,
        column: column + 1,
      }
}

/** How many characters the cells of a row have; nothing if it is not a row, or not all of its cells are text. */
const charactersIn = (row: CsvRow): number | undefined => {
  if (!Array.isArray(row)) return undefined
  let sum = 0
  for (const cell of row as CsvRow) {
    if (typeof cell !== "string") return undefined
    sum += cell.length
  }
  return sum
}

/** A row that could not be read again. */
const tooLong = (name: string, max: number): Problem => ({
  problem: `${name} has more than ${number(max)} characters`,
  remedy: `A row may have at most ${number(max)} characters.`,
})

/** What takes more in CSV than one byte for a character. */
const notPlain = /[^ !#-~]/

/** How much a row takes as CSV. */
interface RowSize {
  /** How many characters, at most. */
  readonly characters: number
  /** About how many bytes: never less than it does. */
  readonly bytes: number
}

/** How many bytes a text has in UTF-8 beyond one for each of its code units. What is half of a character becomes a sign of three bytes. */
const beyondAscii = (text: string): number => {
  let sum = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit >= 0x800) sum += 2
    else if (unit >= 0x80) sum++
    if (unit >= 0xd800 && unit < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      // The two of them have four bytes.
      at++
    }
  }
  return sum
}

/** Measures a row in one go: nearly all of its cells are plain. */
const sizeOf = (row: CsvRow): RowSize => {
  let characters = 0
  let beyond = 0
  for (const cell of row) {
    characters += cell.length + 3
    if (!notPlain.test(cell)) continue
    for (let at = cell.indexOf('"'); at !== -1; at = cell.indexOf('"', at + 1)) characters++
    beyond += beyondAscii(cell)
  }
  return { characters, bytes: characters + beyond }
}

/** About how many bytes a row takes as CSV: never less than it does. */
export const bytesOfRow = (row: CsvRow): number => sizeOf(row).bytes

/** The most that `bytesOfRow` says of a row with so many characters in so many cells, whatever they are: each is a quotation mark, or beyond ASCII. */
const mostBytesOf = (characters: number, cells: number): number => 3 * (characters + cells)

/** A row that an import can take. */
export interface TakenRow {
  readonly cells: CsvRow
  /** No less than `bytesOfRow` says of it. Its characters need not be looked at for that. */
  readonly mostBytes: number
}

/** Reads rows one by one, the header first. */
export interface RowReader {
  /** Takes the next row: gives nothing for the header, and why no import can take it for any that does not fit. */
  readonly take: (row: CsvRow) => TakenRow | InputUnreadable | undefined
  /** The names of the columns, once they are read. */
  readonly header: () => CsvRow | undefined
  /** How many rows were read beside the header. */
  readonly seen: () => number
}

/** Makes what reads rows one by one, and says of each whether an import can take it. */
export const makeRowReader = (source: string, maxRowSize: number, maxRowBytes: number): RowReader => {
  const invalid = (problem: Problem) => new InputUnreadable({ source, ...problem })
  let columns: CsvRow = []
  let header: CsvRow | undefined
  let passedOver: ReadonlyArray<number> = []
  let seen = 0

  const without = (row: CsvRow): CsvRow =>
    passedOver.length === 0 ? row : row.filter((_, at) => !passedOver.includes(at))

  const begin = (row: CsvRow): Problem | undefined => {
    const problem = cellProblem(row, "the header")
    if (problem !== undefined) return problem
    columns = row
    const names = row.map((name) => name.trim())
    passedOver = tellingPlaces(names)
    header = without(names)
    return lengthOfRow(header) > maxRowSize ? { ...tooLong("the header", maxRowSize), line: 1 } : headerProblem(names)
  }

  const take = (row: CsvRow): TakenRow | InputUnreadable | undefined => {
    if (header === undefined) {
      const problem = begin(row)
      return problem === undefined ? undefined : invalid(problem)
    }
    seen++
    const length = charactersIn(row)
    const odd = length === undefined ? cellProblem(row, `row ${seen}`, columns) : undefined
    if (odd !== undefined) return invalid(odd)
    const cells = without(row)
    if (cells.length !== header.length) {
      const problem = `row ${seen} has ${cells.length} cells, but the header has ${header.length}`
      return invalid({ problem, remedy: "Give every row as many cells as the header has." })
    }
    const mostBytes = mostBytesOf(length ?? 0, row.length)
    if (mostBytes <= maxRowSize && mostBytes <= maxRowBytes) return { cells, mostBytes }
    const { bytes, characters } = sizeOf(cells)
    if (characters > maxRowSize) return invalid(tooLong(`row ${seen}`, maxRowSize))
    if (bytes > maxRowBytes) {
      const problem = `row ${seen} alone has more than ${number(maxRowBytes)} bytes`
      return invalid({ problem, remedy: "Zoho does not accept rows of that size." })
    }
    return { cells, mostBytes }
  }

  return { take, header: () => header, seen: () => seen }
}

/** How rows are made into parts. */
export interface PartsReader<E, R> {
  /** What the rows are called in failures. */
  readonly source: string
  /** The most bytes that a row may take. */
  readonly maxRowBytes: number
  /** Whether a part is full: by its number, from 1 on, how many rows it has, and how many bytes it would have with the next row. */
  readonly isFull: (part: number, rows: number, bytes: number) => boolean
  /** What is done with a part. */
  readonly onPart: (part: number, written: WrittenPart) => Effect.Effect<void, E, R>
}

/** Reads rows, whose first one is the header, checks them, and hands them on in parts; gives how many there are. */
export const readParts = Effect.fnUntraced(function* <E, R, EP, RP>(
  rows: Stream.Stream<CsvRow, E, R>,
  { isFull, maxRowBytes, onPart, source }: PartsReader<EP, RP>,
): Effect.fn.Return<number, E | EP | InputUnreadable, R | RP> {
  const { maxRowSize } = yield* CurrentLimits
  const reader = makeRowReader(source, maxRowSize, maxRowBytes)
  const writer = makePartWriter()
  let parts = 0
  let bytesOfHeader = 0

  /** Whether a row would be too much for the part. Bytes are counted only if that may be so. */
  const isTooMuch = ({ cells, mostBytes }: TakenRow): boolean => {
    const isFullWith = (bytes: number): boolean => isFull(parts + 1, writer.rows(), bytesOfHeader + bytes)
    return isFullWith(writer.mostBytes() + mostBytes) && isFullWith(writer.bytes() + bytesOfRow(cells))
  }

  const flush = Effect.suspend(() => {
    const header = reader.header()
    if (header === undefined || writer.rows() === 0) return Effect.void
    return onPart(++parts, writer.end(header))
  })

  const take = Effect.fnUntraced(function* (chunk: ReadonlyArray<CsvRow>) {
    for (const row of chunk) {
      const taken = reader.take(row)
      if (taken === undefined) {
        bytesOfHeader = bytesOfRow(reader.header() ?? [])
        continue
      }
      if (taken instanceof InputUnreadable) return yield* taken
      if (isTooMuch(taken)) yield* flush
      writer.add(taken.cells, taken.mostBytes)
    }
  })

  yield* Stream.runForEachArray(rows, take)
  yield* flush
  return reader.seen()
})
