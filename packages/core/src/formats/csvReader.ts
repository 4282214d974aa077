import * as Csv from "effect/encoding/Csv"

/** How CSV is read. */
interface Reading {
  readonly delimiter: string
  readonly maxRowSize: number
  readonly keepsEmptyLines: boolean
}

/** Reads rows of a text that comes in pieces. What is wrong with it is thrown, as a `CsvError`. */
interface CsvReader {
  /** Takes the next piece. */
  readonly take: (piece: string) => void
  /** Gives rows that have come whole: about so many cells at once, and none where more has to come first. */
  readonly read: (mostCells: number) => ReadonlyArray<ReadonlyArray<string>>
  /** Says that no more comes. */
  readonly end: () => void
}

const quoteMark = 0x22
const carriageReturn = 0x0d
const lineFeed = 0x0a

const lineBreak = /\r\n|\r|\n/g

/** How long the beginning of a row may be to be looked at again with each piece: of one that is longer, as much has to come first as there is. */
const shortBeginning = 65_536

const nowhere = Number.POSITIVE_INFINITY

/**
 * Reads CSV as Effect's reader does, to the last message. What has no quotes is split as a whole, and rows are made at once and as long as they
 * are: V8 takes arrays that grow by pushes for something that will be kept, and once it does, memory is looked through all the time.
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
  /** Where the next one of each stands, found before. */
  let feedAt = -1
  let returnAt = -1
  let quoteAt = -1

  /** The cells of a row with quotes, of which a copy goes out. */
  const cells: Array<string> = []

  const fail = (kind: "RecordSize" | "Syntax", message: string, column?: number) =>
    new Csv.CsvError({ kind, message, record, line, column })

  const checkSize = (size: number): void => {
    if (size > maxRowSize) throw fail("RecordSize", `CSV record exceeds maxRecordSize of ${maxRowSize}`)
  }

  /** What is too large is said to be so, whatever else is wrong with it. */
  const syntaxError = (size: number, column: number, message: string) => {
    checkSize(size)
    return fail("Syntax", message, column)
  }

  const seek = (known: number, what: string, at: number): number => {
    if (known >= at) return known
    const found = text.indexOf(what, at)
    return found === -1 ? nowhere : found
  }

  /** Where the next line break stands; once no more comes, the end of the text is one. */
  const breakFrom = (at: number): number => {
    feedAt = seek(feedAt, "\n", at)
    returnAt = seek(returnAt, "\r", at)
    const found = Math.min(feedAt, returnAt)
    return found === nowhere && isOver ? text.length : found
  }

  const isBreak = (mark: number): boolean => mark === lineFeed || mark === carriageReturn

  /** Ends a row before a line break. */
  const endRow = (end: number, lines: number): void => {
    checkSize(end - from)
    wasEmpty = end === from
    isAfterReturn = text.charCodeAt(end) === carriageReturn
    from = Math.min(end + 1, text.length)
    line += lines
    record++
  }

  /** Finds the mark that closes a quoted cell; nothing, as long as it may be still to come. */
  const closingMark = (opening: number): number | undefined => {
    let at = text.indexOf('"', opening + 1)
    while (at !== -1 && text.charCodeAt(at + 1) === quoteMark) at = text.indexOf('"', at + 2)
    return at === -1 || (at + 1 === text.length && !isOver) ? undefined : at
  }

  /** Cuts a few cells without quotes: of so few, it is faster than to split. */
  const cutCells = (start: number, end: number): void => {
    let at = start
    for (;;) {
      const next = text.indexOf(delimiter, at)
      if (next === -1 || next >= end) break
      cells.push(text.slice(at, next))
      at = next + 1
    }
    cells.push(text.slice(at, end))
  }

  /** Reads a row in which there are quotes. */
  const quotedRow = (): ReadonlyArray<string> | undefined => {
    cells.length = 0
    const firstBreak = breakFrom(from)
    const ended = (end: number): ReadonlyArray<string> => {
      const within = firstBreak < end ? (text.slice(from, end).match(lineBreak)?.length ?? 0) : 0
      endRow(end, 1 + within)
      return cells.slice()
    }
    let at = from
    for (;;) {
      if (text.charCodeAt(at) === quoteMark) {
        const close = closingMark(at)
        if (close === undefined) {
          if (isOver) throw fail("Syntax", "Unterminated quoted field", cells.length + 1)
          return undefined
        }
        const cell = text.slice(at + 1, close)
        const mark = text.charCodeAt(close + 1)
        if (mark !== delimiterMark && !isBreak(mark) && close + 1 < text.length) {
          const message = "Expected a delimiter or line break after a closing quote"
          throw syntaxError(close + 1 - from, cells.length + 1, message)
        }
        cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell)
        at = close + 2
        if (mark !== delimiterMark) return ended(close + 1)
        continue
      }
      quoteAt = seek(quoteAt, '"', at)
      const end = breakFrom(at)
      if (quoteAt < end) {
        const isOpening = quoteAt > at && text.charCodeAt(quoteAt - 1) === delimiterMark
        cutCells(at, isOpening ? quoteAt - 1 : quoteAt)
        if (!isOpening) {
          throw syntaxError(quoteAt - from, cells.length, "Unexpected quote in an unquoted field")
        }
        at = quoteAt
        continue
      }
      if (end === nowhere) return undefined
      cutCells(at, end)
      return ended(end)
    }
  }

  /** Reads the next row; nothing, as long as it may go on. */
  const nextRow = (): ReadonlyArray<string> | undefined => {
    if (isAfterReturn && from < text.length) {
      isAfterReturn = false
      if (text.charCodeAt(from) === lineFeed) from++
    }
    if (from === text.length) return undefined
    const end = breakFrom(from)
    quoteAt = seek(quoteAt, '"', from)
    if (quoteAt < end) return quotedRow()
    if (end === nowhere) return undefined
    const cells = text.slice(from, end).split(delimiter)
    endRow(end, 1)
    return cells
  }

  /** Goes on to what was waiting. A row that has begun is put together with as much again, to the end of a line: no text is copied as a whole. */
  const goOn = (): void => {
    const rest = text.slice(from)
    if (rest.length > waiting[0]!.length - ahead) {
      waiting = [waiting.join("").slice(ahead)]
      ahead = 0
    }
    const piece = waiting[0]!
    feedAt = returnAt = quoteAt = -1
    const lineEnd = rest === "" ? -1 : piece.indexOf("\n", ahead + rest.length)
    if (rest === "") [text, from, ahead] = [piece, ahead, piece.length]
    else
      [text, from, ahead] = [
        rest + piece.slice(ahead, lineEnd === -1 ? undefined : lineEnd + 1),
        0,
        lineEnd === -1 ? piece.length : lineEnd + 1,
      ]
    waitingLength -= text.length - from - rest.length
    if (ahead < piece.length) return
    waiting.shift()
    ahead = 0
  }

  return {
    take: (piece) => {
      if (piece === "") return
      const kept = isBeginning && piece.startsWith("\uFEFF") ? piece.slice(1) : piece
      isBeginning = false
      if (kept === "") return
      waiting.push(kept)
      waitingLength += kept.length
    },
    read: (mostCells) => {
      const rows: Array<ReadonlyArray<string>> = []
      let read = 0
      for (;;) {
        const row = nextRow()
        if (row !== undefined) {
          if (keepsEmptyLines || !wasEmpty) rows.push(row)
          if ((read += row.length) >= mostCells) return rows
          continue
        }
        const rest = text.length - from
        const isEnough = rest <= shortBeginning || waitingLength >= rest || rest + waitingLength > maxRowSize
        if (waitingLength > 0 && (isEnough || hasEnded)) goOn()
        else if (waitingLength === 0 && hasEnded && !isOver) {
          isOver = true
          feedAt = returnAt = quoteAt = -1
        } else {
          checkSize(rest + waitingLength)
          return rows
        }
      }
    },
    end: () => {
      hasEnded = true
    },
  }
}
