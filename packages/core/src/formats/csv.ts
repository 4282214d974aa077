import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Csv from "effect/encoding/Csv"
import * as Pull from "effect/Pull"
import * as Stream from "effect/Stream"
import { makeCsvLines } from "./csvLines.ts"
import { makeCsvReader, type RowsAsTheyStand } from "./csvReader.ts"

/** One row of a CSV file. */
export type CsvRow = Csv.Row

/** What could not be read as CSV: which row, and why. */
export type CsvError = Csv.CsvError

/** How a CSV file is written down. */
export interface CsvOptions {
  /** The delimiter between cells; a comma by default. */
  readonly delimiter?: string
  /** The longest row that is read, in characters; 4 MiB by default. */
  readonly maxRowSize?: number
  /** Whether a line without any cell counts as a row; by default it does not. */
  readonly keepsEmptyLines?: boolean
  /** Roughly how many cells are read at once; 8,192 by default. */
  readonly mostCells?: number | undefined
}

/**
 * Where rows that were read together keep their original text. A `WeakMap` would not do: V8 keeps its values alive
 * until it collects the old generation.
 */
const standing = Symbol("standing")

/** Rows, and how they stood in the text that they were read from: who passes them on as they are, has them written as they stood. */
interface RowsOfText extends ReadonlyArray<CsvRow> {
  readonly [standing]?: { readonly delimiter: string; readonly rows: RowsAsTheyStand }
}

const defaultMaxRowSize = 4 * 1024 * 1024

/** How many cells are read at once: with narrow ones, more would need many times their own size in memory. */
const defaultMostCells = 8_192

/** Reads the rows of a CSV text: quoted line breaks stay in their cells, a byte order mark and empty lines are dropped. */
export const csvRows =
  ({
    delimiter = ",",
    keepsEmptyLines = false,
    maxRowSize = defaultMaxRowSize,
    mostCells = defaultMostCells,
  }: CsvOptions = {}) =>
  <E, R>(text: Stream.Stream<string, E, R>): Stream.Stream<CsvRow, E | CsvError, R> =>
    Stream.transformPull(text, (pull) =>
      Effect.sync(() => {
        const reader = makeCsvReader({ delimiter, keepsEmptyLines, maxRowSize })
        let isOver = false
        const more: Pull.Pull<void, E, void, R> = Effect.suspend((): Pull.Pull<void, E, void, R> =>
          isOver
            ? Cause.done()
            : Pull.matchEffect(pull, {
                onSuccess: (pieces) => Effect.sync(() => pieces.forEach(reader.take)),
                onFailure: Effect.failCause,
                onDone: () =>
                  Effect.sync(() => {
                    isOver = true
                    reader.end()
                  }),
              }),
        )
        const next: Pull.Pull<Arr.NonEmptyReadonlyArray<CsvRow>, E | CsvError, void, R> = Effect.suspend(() => {
          try {
            const rows = reader.read(mostCells)
            Object.defineProperty(rows, standing, { value: { delimiter, rows: reader.asTheyStand() } })
            return Arr.isReadonlyArrayNonEmpty(rows) ? Effect.succeed(rows) : Effect.flatMap(more, () => next)
          } catch (error) {
            if (Csv.isCsvError(error)) return Effect.fail(error)
            throw error
          }
        })
        return next
      }),
    )

const encoder = new TextEncoder()

/** Makes a function that writes rows as CSV in UTF-8; `onQuoted` is called for each cell that is quoted. */
export const makeCsvWriter = (
  delimiter = ",",
  onQuoted?: () => void,
): ((rows: ReadonlyArray<CsvRow>) => Uint8Array<ArrayBuffer>) => {
  const lines = makeCsvLines(delimiter, onQuoted)
  const textOf = (rows: RowsOfText): string => {
    const stood = onQuoted === undefined ? rows[standing] : undefined
    return stood?.delimiter === delimiter
      ? stood.rows.map((each) => (typeof each === "string" ? each : lines([each]))).join("")
      : lines(rows)
  }
  let scratch = new Uint8Array(0)
  return (rows) => {
    const text = textOf(rows)
    const most = text.length * 3
    if (most > 1_048_576) return encoder.encode(text)
    if (scratch.byteLength < most) scratch = new Uint8Array(most)
    return scratch.slice(0, encoder.encodeInto(text, scratch).written)
  }
}

/** Writes rows as CSV in UTF-8, one piece of bytes for each chunk of rows. */
export const csvBytes = <E, R>(rows: Stream.Stream<CsvRow, E, R>, delimiter = ","): Stream.Stream<Uint8Array, E, R> =>
  Stream.suspend(() => {
    const write = makeCsvWriter(delimiter)
    return Stream.mapArray(rows, (chunk) => [write(chunk)])
  })

/** How many characters a row takes as CSV, at most: what `maxRowSize` is compared with when it is read again. */
export const lengthOfRow = (row: CsvRow): number =>
  row.reduce((sum, cell) => sum + cell.length + 3 + (cell.includes('"') ? cell.split('"').length - 1 : 0), 0)

/** Checks whether it was the CSV that was wrong. */
export const isCsvError = Csv.isCsvError
