import { type CsvRow, makeCsvWriter } from "../../formats/csv.ts"

/** The rows of a part as CSV, the header first. */
export interface WrittenPart {
  readonly pieces: ReadonlyArray<Uint8Array>
  /** How many there are beside the header. */
  readonly rows: number
}

/** Writes rows down, one part after the other. */
export interface PartWriter {
  /** Adds a row that takes no more than so many bytes. */
  readonly add: (row: CsvRow, mostBytes: number) => void
  /** How many rows the part has so far. */
  readonly rows: () => number
  /** The bytes of all rows of the part so far, as they are counted: no less than that. */
  readonly mostBytes: () => number
  /** The bytes of all rows of the part so far, as they are counted. */
  readonly bytes: () => number
  /** Ends the part, under a header, and begins the next one. */
  readonly end: (header: CsvRow) => WrittenPart
}

/** Rows are written in batches of at most this many bytes, usually a third of it. */
const mostWaiting = 196_608

/**
 * Makes a function that writes rows down as they arrive. A part's rows are kept as bytes: as cells they would need
 * several times as much memory, all of which every garbage collection looks through.
 */
export const makePartWriter = (): PartWriter => {
  let quoted = 0
  const write = makeCsvWriter(",", () => void quoted++)
  let waiting: Array<CsvRow> = []
  let waitingBytes = 0
  let waitingCells = 0
  let pieces: Array<Uint8Array> = []
  let bytes = 0
  let rows = 0

  const writeWaiting = (): void => {
    if (waiting.length > 0) {
      quoted = 0
      const piece = write(waiting)
      // Each cell is counted as if it were in quotes, and has a mark behind it.
      bytes += piece.byteLength + 2 * (waitingCells - quoted)
      pieces.push(piece)
    }
    waiting = []
    waitingBytes = 0
    waitingCells = 0
  }

  return {
    add: (row, mostBytes) => {
      waiting.push(row)
      waitingBytes += mostBytes
      waitingCells += row.length
      rows++
      if (waitingBytes >= mostWaiting) writeWaiting()
    },
    rows: () => rows,
    mostBytes: () => bytes + waitingBytes,
    bytes: () => {
      writeWaiting()
      return bytes
    },
    end: (header) => {
      writeWaiting()
      const written = { pieces: [write([header]), ...pieces], rows }
      pieces = []
      bytes = 0
      rows = 0
      return written
    },
  }
}
