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
        remedy: "Leave one of them out, or name it otherwise.",
        line: 1,
      }
}

const textRemedy = 'Give every cell as text: "" for an empty one, and numbers and dates as Zoho should read them.'

/** Programs without types may give anything for a row; `columns` are the names of its cells, where they are known. */
const cellProblem = (row: CsvRow, name: string, columns: CsvRow = []): Problem | undefined => {
  if (!Array.isArray(row))
    return { problem: `${name} is ${describeValue(row)}, and not an array of cells`, remedy: textRemedy }
  const column = row.findIndex((cell) => typeof cell !== "string")
  return column === -1
    ? undefined
    : {
        problem: `${columns[column] ?? `cell ${column + 1}`} of ${name} is ${describeValue(row[column])}, and not text`,
        remedy: textRemedy,
        column: column + 1,
      }
}

const isText = (cell: unknown): boolean => typeof cell === "string"

/** A row that could not be read again. */
const tooLong = (name: string, max: number): Problem => ({
  problem: `${name} has more than ${number(max)} characters`,
  remedy: `A row may have ${number(max)} characters.`,
})

const encoder = new TextEncoder()

const notAscii = /[^\u0020-\u007e]/

/** How much a row takes as CSV. */
interface RowSize {
  /** How many characters, at most. */
  readonly characters: number
  /** About how many bytes: never less than it does. */
  readonly bytes: number
}

/** Measures a row in one go: nearly all of its cells are plain. */
const sizeOf = (row: CsvRow): RowSize => {
  let characters = 0
  let beyondAscii = 0
  for (const cell of row) {
    characters += cell.length + 3
    if (cell.includes('"')) characters += cell.split('"').length - 1
    if (notAscii.test(cell)) beyondAscii += encoder.encode(cell).byteLength - cell.length
  }
  return { characters, bytes: characters + beyondAscii }
}

const bytesOf = (row: CsvRow): number => sizeOf(row).bytes

/** A row that an import can take. */
export interface TakenRow {
  readonly cells: CsvRow
  /** About how many bytes it takes as CSV: never less than it does. */
  readonly bytes: number
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
    const odd = Array.isArray(row) && row.every(isText) ? undefined : cellProblem(row, `row ${seen}`, columns)
    if (odd !== undefined) return invalid(odd)
    const cells = without(row)
    if (cells.length !== header.length) {
      const problem = `row ${seen} has ${cells.length} cells, and the header has ${header.length}`
      return invalid({ problem, remedy: "Give every row as many cells as the header has." })
    }
    const { bytes, characters } = sizeOf(cells)
    if (characters > maxRowSize) return invalid(tooLong(`row ${seen}`, maxRowSize))
    if (bytes > maxRowBytes) {
      const problem = `row ${seen} alone has more than ${number(maxRowBytes)} bytes`
      return invalid({ problem, remedy: "Zoho takes no row of that size." })
    }
    return { cells, bytes }
  }

  return { take, header: () => header, seen: () => seen }
}

/** How many bytes a header takes. */
export const bytesOfHeader = (header: CsvRow): number => bytesOf(header)

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
  let size = 0

  const flush = Effect.suspend(() => {
    const header = reader.header()
    if (header === undefined || writer.rows() === 0) return Effect.void
    size = bytesOf(header)
    return onPart(++parts, writer.end(header))
  })

  const take = Effect.fnUntraced(function* (chunk: ReadonlyArray<CsvRow>) {
    for (const row of chunk) {
      const taken = reader.take(row)
      if (taken === undefined) {
        size = bytesOf(reader.header() ?? [])
        continue
      }
      if (taken instanceof InputUnreadable) return yield* taken
      if (isFull(parts + 1, writer.rows(), size + taken.bytes)) yield* flush
      writer.add(taken.cells, taken.bytes)
      size += taken.bytes
    }
  })

  yield* Stream.runForEachArray(rows, take)
  yield* flush
  return reader.seen()
})
