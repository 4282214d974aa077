import { type CsvRow, makeCsvWriter } from "../../formats/csv.ts"

/** The rows of a part as CSV, the header first. */
export interface WrittenPart {
  readonly pieces: ReadonlyArray<Uint8Array>
  /** How many there are beside the header. */
  readonly rows: number
}

/** Writes rows down, one part after the other. */
export interface PartWriter {
  /** Adds a row of about so many bytes. */
  readonly add: (row: CsvRow, bytes: number) => void
  /** How many rows the part has so far. */
  readonly rows: () => number
  /** Ends the part, under a header, and begins the next one. */
  readonly end: (header: CsvRow) => WrittenPart
}

/** About so many bytes are written at once. */
const mostWaiting = 65_536

/**
 * Makes what writes rows down as they come. A part of them is kept as bytes: as cells it would take several times as much, all of which is looked
 * through whenever memory is collected.
 */
export const makePartWriter = (): PartWriter => {
  const write = makeCsvWriter()
  let waiting: Array<CsvRow> = []
  let waitingBytes = 0
  let pieces: Array<Uint8Array> = []
  let rows = 0

  const writeWaiting = (): void => {
    if (waiting.length > 0) pieces.push(write(waiting))
    waiting = []
    waitingBytes = 0
  }

  return {
    add: (row, bytes) => {
      waiting.push(row)
      waitingBytes += bytes
      rows++
      if (waitingBytes >= mostWaiting) writeWaiting()
    },
    rows: () => rows,
    end: (header) => {
      if (pieces.length === 0) waiting.unshift(header)
      else pieces.unshift(write([header]))
      writeWaiting()
      const written = { pieces, rows }
      pieces = []
      rows = 0
      return written
    },
  }
}
