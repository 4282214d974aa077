import * as Csv from "effect/encoding/Csv"

/** How CSV is read. */
interface Reading {
  readonly delimiter: string
  readonly maxRowSize: number
  readonly keepsEmptyLines: boolean
}

type Row = ReadonlyArray<string>

/**
 * Rows as they appear in their text: the parts that our writer would write identically, and in between the rows that it
 * would write differently.
 */
export type RowsAsTheyStand = ReadonlyArray<string | Row>

/** Reads rows of a text that comes in pieces. What is wrong with it is thrown, as a `CsvError`. */
interface CsvReader {
  /** Takes the next piece. */
  readonly take: (piece: string) => void
  /** Returns complete rows: about so many cells at once, and none if more input must come first. */
  readonly read: (mostCells: number) => ReadonlyArray<Row>
  /** Returns the rows read last as they appear in the text. */
  readonly asTheyStand: () => RowsAsTheyStand
  /** Signals the end of the input. */
  readonly end: () => void
}

const quoteMark = 0x22
const carriageReturn = 0x0d
const lineFeed = 0x0a

const byteOrderMark = "\uFEFF"

const lineBreak = /\r\n|\r|\n/g

/** How long the beginning of a row may be to be looked at again with each piece: of one that is longer, as much has to come first as there is. */
const shortBeginning = 65_536

/** Behind every text there can be: a number that engines keep without a box. */
const nowhere = 2 ** 30 - 1

/**
 * Reads CSV as Effect's reader does, to the last message. No character is looked at: what ends a cell is sought, each mark once. Rows are made as
 * long as the one before, which is mostly as long as they are: V8 takes arrays that grow by pushes for something that will be kept, and once it
 * does, memory is looked through all the time.
 */
export const makeCsvReader = ({ delimiter, keepsEmptyLines, maxRowSize }: Reading): CsvReader => {
  const delimiterMark = delimiter.charCodeAt(0)
  let text = ""
  /** Where the row begins in the text that is read next, and which row and line that is. */
  let from = 0
  let record = 1
  let line = 1
  let waiting: Array<string> = []
  /** How much of the first of these was read. */
  let ahead = 0
  let waitingLength = 0
  let isBeginning = true
  let hasEnded = false
  /** Whether all that came is in the text by now. */
  let isOver = false
  /** Whether a carriage return ended the row before, so that a line feed belongs to it. */
  let isAfterReturn = false
  /** Whether there was nothing in the row before, no quotes either. */
  let wasEmpty = false
  /** Where the next of each is, as found before. */
  let feedAt = -1
  let returnAt = -1
  let quoteAt = -1
  let delimiterAt = -1

  /** Whether the writer may put cells of the text into quotes that have none. */
  let hasOrderMark = false
  /** Where the row before began, and whether it would be written as it stood. */
  let begunAt = 0
  let stood = false
  /**
   * The rows being read, as they appear in the text, and from where on they would be written verbatim: nowhere, if the
   * one before would not.
   */
  let standing: Array<string | Row> = []
  let standsFrom = nowhere

  /** A row of as many cells as the one before had: most are as long. */
  let shape: Row = []

  const fail = (kind: "RecordSize" | "Syntax", message: string, column?: number) =>
    new Csv.CsvError({ kind, message, record, line, column })

  const checkSize = (size: number): void => {
    if (size > maxRowSize) throw fail("RecordSize", `CSV record exceeds maxRecordSize of ${maxRowSize}`)
  }

  /** A text that is too large is reported as such, whatever else is wrong with it. */
  const syntaxError = (size: number, column: number, message: string) => {
    checkSize(size)
    return fail("Syntax", message, column)
  }

  const seek = (what: string, at: number): number => {
    const found = text.indexOf(what, at)
    return found === -1 ? nowhere : found
  }

  /** Where the next line break is; once the input has ended, the end of the text counts as one. */
  const breakFrom = (at: number): number => {
    if (feedAt < at) feedAt = seek("\n", at)
    if (returnAt < at) returnAt = seek("\r", at)
    const found = Math.min(feedAt, returnAt)
    return found === nowhere && isOver ? text.length : found
  }

  const isBreak = (mark: number): boolean => mark === lineFeed || mark === carriageReturn

  /** Ends a row before a line break. */
  const endRow = (end: number, lines: number, isUsual: boolean): void => {
    checkSize(end - from)
    wasEmpty = end === from
    const mark = text.charCodeAt(end)
    isAfterReturn = mark === carriageReturn
    begunAt = from
    stood = isUsual && mark === lineFeed && !wasEmpty && !hasOrderMark
    from = Math.min(end + 1, text.length)
    line += lines
    record++
  }

  /** Ends a row that spans several lines because of breaks in its cells, and returns the number of cells found. */
  const endedRow = (cells: Array<string>, found: number, end: number, firstBreak: number, isUsual: boolean): Row => {
    const within = firstBreak < end ? (text.slice(from, end).match(lineBreak)?.length ?? 0) : 0
    endRow(end, 1 + within, isUsual)
    if (found < cells.length) cells.length = found
    if (found !== shape.length) shape = cells.slice().fill("")
    return cells
  }

  /** Reads the next row; nothing, as long as it may go on. */
  const nextRow = (): Row | undefined => {
    if (isAfterReturn && from < text.length) {
      isAfterReturn = false
      if (text.charCodeAt(from) === lineFeed) from++
    }
    if (from === text.length) return undefined
    const here = text
    const length = here.length
    const firstBreak = breakFrom(from)
    const cells: Array<string> = shape.slice()
    let end = firstBreak
    let found = 0
    let at = from
    let isUsual = true
    let quote = quoteAt < at ? (quoteAt = seek('"', at)) : quoteAt
    let next = delimiterAt
    for (;;) {
      if (quote !== at) {
        if (next < at) next = seek(delimiter, at)
        const stop = next < end ? next : end
        if (quote < stop) throw syntaxError(quote - from, found + 1, "Unexpected quote in an unquoted field")
        if (stop === nowhere) return undefined
        cells[found++] = here.slice(at, stop)
        at = stop + 1
        if (stop !== end) continue
        quoteAt = quote
        delimiterAt = next
        return endedRow(cells, found, end, firstBreak, isUsual)
      }
      let close = here.indexOf('"', at + 1)
      const first = close
      while (close !== -1 && here.charCodeAt(close + 1) === quoteMark) close = here.indexOf('"', close + 2)
      if (close === -1 || (close + 1 === length && !isOver)) {
        if (isOver) throw fail("Syntax", "Unterminated quoted field", found + 1)
        return undefined
      }
      const cell = here.slice(at + 1, close)
      // Quotes that the cell does not need would not be written.
      if (first === close && isUsual) isUsual = end < close || cell.includes(delimiter)
      const mark = here.charCodeAt(close + 1)
      cells[found++] = first === close ? cell : cell.replaceAll('""', '"')
      at = close + 2
      quote = seek('"', at)
      if (mark === delimiterMark) {
        if (end < at) end = breakFrom(at)
        continue
      }
      if (!isBreak(mark) && close + 1 < length) {
        const message = "Expected a delimiter or line break after a closing quote"
        throw syntaxError(close + 1 - from, found, message)
      }
      quoteAt = quote
      delimiterAt = next
      return endedRow(cells, found, close + 1, firstBreak, isUsual)
    }
  }

  const closeStanding = (end: number): void => {
    if (standsFrom < end) standing.push(text.slice(standsFrom, end))
    standsFrom = nowhere
  }

  /** Notes the previous row, which would not be written identically. */
  const noteOther = (row: Row): void => {
    closeStanding(begunAt)
    if (keepsEmptyLines || !wasEmpty) standing.push(row)
  }

  /** Goes on to what was waiting. A row that has begun is put together with as much again, to the end of a line: no text is copied as a whole. */
  const goOn = (): void => {
    const rest = text.slice(from)
    if (rest.length > waiting[0]!.length - ahead) {
      waiting = [waiting.join("").slice(ahead)]
      ahead = 0
    }
    const piece = waiting[0]!
    closeStanding(from)
    feedAt = returnAt = quoteAt = delimiterAt = -1
    const lineEnd = rest === "" ? -1 : piece.indexOf("\n", ahead + rest.length)
    if (rest === "") [text, from, ahead] = [piece, ahead, piece.length]
    else
      [text, from, ahead] = [
        rest + piece.slice(ahead, lineEnd === -1 ? undefined : lineEnd + 1),
        0,
        lineEnd === -1 ? piece.length : lineEnd + 1,
      ]
    hasOrderMark = text.includes(byteOrderMark)
    waitingLength -= text.length - from - rest.length
    if (ahead < piece.length) return
    waiting.shift()
    ahead = 0
  }

  return {
    take: (piece) => {
      if (piece === "") return
      const kept = isBeginning && piece.startsWith(byteOrderMark) ? piece.slice(1) : piece
      isBeginning = false
      if (kept === "") return
      waiting.push(kept)
      waitingLength += kept.length
    },
    read: (mostCells) => {
      const rows: Array<Row> = []
      standing = []
      standsFrom = nowhere
      let read = 0
      for (;;) {
        const row = nextRow()
        if (row !== undefined) {
          if (keepsEmptyLines || !wasEmpty) rows.push(row)
          if (!stood) noteOther(row)
          else if (standsFrom === nowhere) standsFrom = begunAt
          if ((read += row.length) >= mostCells) return rows
          continue
        }
        const rest = text.length - from
        const isEnough = rest <= shortBeginning || waitingLength >= rest || rest + waitingLength > maxRowSize
        if (waitingLength > 0 && (isEnough || hasEnded)) goOn()
        else if (waitingLength === 0 && hasEnded && !isOver) {
          isOver = true
          feedAt = returnAt = quoteAt = delimiterAt = -1
        } else {
          checkSize(rest + waitingLength)
          return rows
        }
      }
    },
    asTheyStand: () => {
      closeStanding(from)
      return standing
    },
    end: () => {
      hasEnded = true
    },
  }
}
