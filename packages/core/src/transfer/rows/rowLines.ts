import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { csvBytes, csvRows } from "../../formats/csv.ts"
import type { JournalKeeper } from "../journal/Journal.ts"

/** Gives the line of a row, which is counted from 1; none if it is not known. */
export type LineOf = (row: number) => number | undefined

/**
 * The lines of the file on which an import's rows are: recorded wherever a row does not directly follow the previous
 * one.
 */
export interface RowLines {
  /** Notes the next row, the header first. */
  readonly add: (line: number) => void
  readonly lineOf: LineOf
  /** The rows that do not follow right behind, and their lines. */
  readonly jumps: () => ReadonlyArray<readonly [row: number, line: number]>
}

/** Looks lines up by the rows at which they jump. */
const lookUp =
  (rows: ReadonlyArray<number>, lines: ReadonlyArray<number>): LineOf =>
  (row) => {
    let [low, high] = [0, rows.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((rows[middle] ?? 0) <= row) low = middle + 1
      else high = middle
    }
    const [from, line] = [rows[low - 1], lines[low - 1]]
    return from === undefined || line === undefined ? undefined : line + row - from
  }

/** Makes a list of the lines of rows. */
export const makeRowLines = (): RowLines => {
  const [rows, lines]: [Array<number>, Array<number>] = [[], []]
  let row = -1
  let last: number | undefined
  return {
    add: (line) => {
      row++
      if (last === undefined || line !== last + 1) {
        rows.push(row)
        lines.push(line)
      }
      last = line
    },
    lineOf: lookUp(rows, lines),
    jumps: () => rows.map((each, at) => [each, lines[at] ?? 0] as const),
  }
}

const nameInJournal = "lines.csv"

/** Checks whether a file in the folder of a journal is that of the lines. */
export const isRowLines = (name: string): boolean => name === nameInJournal || /^lines\.csv\..+\.tmp$/.test(name)

/** Stores the lines of an import's rows alongside them, for resuming it. */
export const keepRowLines = (journal: JournalKeeper, { jumps }: RowLines) =>
  Effect.suspend(() =>
    journal.keep(nameInJournal, csvBytes(Stream.map(Stream.fromIterable(jumps()), (jump) => jump.map(String)))),
  )

/** Lets go of the lines, once all rows are told about. */
export const forgetRowLines = (journal: JournalKeeper): Effect.Effect<void> => journal.forget(nameInJournal)

/** Reads the lines that were kept; an import that has none knows none. */
const keptRowLines = (journal: JournalKeeper): Effect.Effect<LineOf> =>
  journal.read(nameInJournal).pipe(
    Stream.decodeText,
    csvRows(),
    Stream.runCollect,
    Effect.map((kept) =>
      lookUp(
        kept.map(([row]) => Number(row)),
        kept.map(([, line]) => Number(line)),
      ),
    ),
    Effect.orElseSucceed((): LineOf => () => undefined),
  )

/** The lines of the rows of an import: as they were read, or as they were kept when an earlier process read them. */
export const knownRowLines = (journal: JournalKeeper, { jumps, lineOf }: RowLines): Effect.Effect<LineOf> =>
  Effect.suspend(() => (jumps().length === 0 ? keptRowLines(journal) : Effect.succeed(lineOf)))
