import { number } from "../domain/amount.ts"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { nestsDeeperThan } from "../wire/Json.ts"
import { readText } from "./readText.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { WrongFile, wrongFile } from "./WrongFile.ts"

/**
 * The content of an entry's file: the entry, and the number of the entry that its writer had seen last; 0 for a
 * beginning.
 */
const EntryFile = Schema.fromJsonString(Schema.Struct({ after: Schema.Int, entry: Schema.Json }))

const decodeEntryFile = Schema.decodeUnknownOption(EntryFile)

/** An entry that is whole, as its file has it. */
interface Entry {
  readonly number: number
  readonly text: string
  readonly after: number
  readonly entry: Schema.Json
}

/** The text of the file of an entry. The end of the line shows that it is whole. */
export const entryText = (after: number, entry: Schema.Json): string => `${JSON.stringify({ after, entry })}\n`

/** How many numbers a log has for itself. Those of older versions begin with 1. */
export const numbersPerLog = 100_000_000

/** An entry as people see it: its number in its log. */
export const shownNumber = (number: number): number => number % numbersPerLog

const nameOf = (number: number): string => String(number).padStart(6, "0")

/** The file that says from where on the entries of a log are numbered. Older versions take it for an entry that was cut short. */
export const fileOfLog = ({ join }: Path.Path, folder: string, begins: number): string =>
  join(folder, `0${begins}.json`)

/** The file of an entry, by its number. */
export const fileOfEntry = ({ join }: Path.Path, folder: string, number: number): string =>
  join(folder, `${nameOf(number)}.json`)

/** The file of an entry that was taken back: it counts only if another one builds upon it. */
export const fileTakenBack = ({ join }: Path.Path, folder: string, number: number): string =>
  join(folder, `${nameOf(number)}.back`)

/** The most that an entry, and that all of a log, can have, in bytes. */
const [mostOfEntry, mostOfLog] = [2 ** 26, 2 ** 28]

/** The most entries of a log. */
const mostEntries = 1_000_000

/** How deep an entry can nest. */
const deepestEntry = 64

const moveAway = "Move it away: zoho-bulk did not write it. Look in Zoho for what was ordered since."

const refused = (folder: string, problem: string): StorageFailed =>
  new StorageFailed({ doing: `read ${folder}`, problem, remedy: "Move away what zoho-bulk did not write there." })

/** Which entries a log has. */
export interface Listing {
  /** From where on they are numbered, which is that of no other log; 0 in those of older versions. */
  readonly begins: number
  /** The numbers of all of them, whole or not, or taken back, the lowest first. */
  readonly numbers: ReadonlyArray<number>
}

const beginsIn = (names: ReadonlyArray<string>): number =>
  Number.parseInt(names.find((name) => /^0\d{14}\.json$/.test(name)) ?? "0", 10)

/** Looks which entries the log in a folder has. Those of another log were written by who had slept since that one was there, and count for nothing. */
export const listLog = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<Listing, StorageFailed, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  const names = yield* fs.readDirectory(folder).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed([])),
    Effect.mapError(storageFailed(`read ${folder}`)),
  )
  const begins = beginsIn(names)
  const isOfLog = (number: number): boolean => begins === 0 || (number > begins && number < begins + numbersPerLog)
  const found = names
    .flatMap((name) => (/^\d{6,15}\.(?:json|back)$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .filter(isOfLog)
  const numbers = [...new Set(found)].toSorted((a, b) => a - b)
  if (numbers.length > mostEntries) return yield* refused(folder, `it has more than ${number(mostEntries)} entries`)
  // What follows the last number that there can be would never be read.
  const highest = (numbers.at(-1) ?? begins) - begins
  if (highest > numbersPerLog - mostEntries) return yield* refused(folder, `no journal reaches an entry ${highest}`)
  return { begins, numbers }
})

/** Reads an entry, or one that was taken back; none if it is not there or was cut short. */
export const readEntry = Effect.fnUntraced(function* (
  folder: string,
  number: number,
  fileOf = fileOfEntry,
): Effect.fn.Return<Entry | undefined, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const file = fileOf(yield* Path.Path, folder, number)
  const text = (yield* Effect.catchTag(readText(file, mostOfEntry), "WrongFile", wrongFile(file, moveAway))) ?? ""
  if (nestsDeeperThan(text, deepestEntry)) {
    return yield* wrongFile(file, moveAway)(new WrongFile({ problem: `it nests deeper than ${deepestEntry} levels` }))
  }
  const decoded = text.endsWith("\n") ? decodeEntryFile(text) : Option.none()
  return Option.isNone(decoded) ? undefined : { number, text, ...decoded.value }
})

/** The entries in a folder: those that are whole, and those that were taken back, by their numbers. */
interface Found {
  readonly whole: ReadonlyMap<number, Entry>
  readonly takenBack: ReadonlyMap<number, Entry>
}

const findIn = ({ takenBack, whole }: Found, number: number): Entry | undefined =>
  whole.get(number) ?? takenBack.get(number)

/** Where what an entry builds upon begins. */
interface Origin {
  /** A beginning, or the first one whose own predecessor is gone. */
  readonly first: Entry
  /** The number of the last beginning before that; 0 if there is none. */
  readonly beginningBefore: number
}

/** Finds where what each entry builds upon begins, in one pass: there may be many, and anybody may have written them. */
const originsOf = (found: Found, numbers: ReadonlyArray<number>): ReadonlyMap<number, Origin> => {
  const origins = new Map<number, Origin>()
  let beginningBefore = 0
  for (const number of numbers) {
    const entry = findIn(found, number)
    if (entry === undefined) continue
    const before = entry.after < number ? origins.get(entry.after) : undefined
    origins.set(number, before ?? { first: entry, beginningBefore })
    if (entry.after === 0 && found.whole.has(number)) beginningBefore = number
  }
  return origins
}

/** The entries that one builds upon, that one included, by their numbers: back to the first. */
const chainTo = (found: Found, first: Entry, last: Entry): ReadonlyArray<Entry> => {
  const chain = [last]
  for (let each: Entry | undefined = last; each !== first;) {
    each = findIn(found, each.after)
    if (each === undefined) break
    chain.push(each)
  }
  return chain.toReversed()
}

/**
 * The current entries of the log. A writer that builds upon an entry dropped by a later beginning had not seen that
 * beginning, and was overtaken.
 */
const chainNow = Effect.fnUntraced(function* (folder: string, found: Found, numbers: ReadonlyArray<number>) {
  const origins = originsOf(found, numbers)
  for (const last of [...found.whole.values()].toReversed()) {
    const { beginningBefore, first } = origins.get(last.number) ?? { first: last, beginningBefore: 0 }
    const { after, number } = first
    if (after === 0) return chainTo(found, first, last)
    if (beginningBefore > after) continue
    return yield* new StorageFailed({
      doing: `read ${folder}`,
      problem: `entry ${shownNumber(number)} builds upon entry ${shownNumber(after)}, which is gone`,
      remedy: "Restore the file if you can. The other files record what was ordered; look in Zoho for the rest.",
    })
  }
  return []
})

/**
 * Reads a log: its entries since its last beginning, without truncated ones.
 *
 * An entry that nothing builds upon was written by a process that was overtaken and stopped. It counts all the same,
 * unless it is a beginning: nobody can tell whether its writer was the one that stopped. An entry that builds upon one
 * before the beginning belongs to an earlier journey.
 */
export const readFencedLog = Effect.fnUntraced(function* (folder: string) {
  const { begins, numbers } = yield* listLog(folder)
  const [whole, takenBack] = [new Map<number, Entry>(), new Map<number, Entry>()]
  let length = 0
  for (const number of numbers) {
    const entry = yield* readEntry(folder, number)
    length += entry?.text.length ?? 0
    if (length > mostOfLog) return yield* refused(folder, `its entries have more than ${mostOfLog / 2 ** 20} MiB`)
    if (entry !== undefined) whole.set(number, entry)
    else {
      const back = yield* readEntry(folder, number, fileTakenBack)
      if (back !== undefined) takenBack.set(number, back)
    }
  }
  const chain = yield* chainNow(folder, { whole, takenBack }, numbers)
  const first = chain[0]?.number ?? 0
  const inChain = new Set(chain)
  const aside = [...whole.values()].filter((entry) => entry.after !== 0 && entry.after >= first && !inChain.has(entry))
  return {
    entries: [...chain, ...aside].toSorted((a, b) => a.number - b.number).map(({ entry }) => entry),
    beginning: first,
    last: chain.at(-1),
    begins,
    highest: numbers.at(-1) ?? begins,
    torn: numbers.filter((number) => !whole.has(number)),
    isClosed: numbers.filter((number) => number >= first).every((each, at) => each === first + at && whole.has(each)),
  }
})
