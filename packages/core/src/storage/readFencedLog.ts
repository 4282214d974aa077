import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"

/** What is in the file of an entry: the entry, and the number of the one that its writer had seen last; 0 where it is a beginning. */
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

/** An entry as people are told of it: the how many-eth of its log it is. */
export const shownNumber = (number: number): number => number % numbersPerLog

const nameOf = (number: number): string => String(number).padStart(6, "0")

/** The file that says from where on the entries of a log are numbered. Older versions take it for an entry that was cut short. */
export const fileOfLog = ({ join }: Path.Path, folder: string, begins: number): string =>
  join(folder, `0${begins}.json`)

/** The file of an entry, by its number. */
export const fileOfEntry = ({ join }: Path.Path, folder: string, number: number): string =>
  join(folder, `${nameOf(number)}.json`)

/** The file of an entry that was taken back: it counts where another one builds upon it, and nowhere else. */
export const fileTakenBack = ({ join }: Path.Path, folder: string, number: number): string =>
  join(folder, `${nameOf(number)}.back`)

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
  const numbers = names
    .flatMap((name) => (/^\d{6,15}\.(?:json|back)$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .filter(isOfLog)
  return { begins, numbers: [...new Set(numbers)].toSorted((a, b) => a - b) }
})

/** Reads an entry, or one that was taken back; none, where it is not there or was cut short. */
export const readEntry = Effect.fnUntraced(function* (
  folder: string,
  number: number,
  fileOf = fileOfEntry,
): Effect.fn.Return<Entry | undefined, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const file = fileOf(yield* Path.Path, folder, number)
  const text = yield* fs.readFileString(file).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.mapError(storageFailed(`read ${file}`)),
  )
  const decoded = text.endsWith("\n") ? decodeEntryFile(text) : Option.none()
  return Option.isNone(decoded) ? undefined : { number, text, ...decoded.value }
})

/** The entries in a folder: those that are whole, and those that were taken back, by their numbers. */
interface Found {
  readonly whole: ReadonlyMap<number, Entry>
  readonly takenBack: ReadonlyMap<number, Entry>
}

/** The entries that one builds upon, that one included, by their numbers: back to a beginning, or to where one is gone. */
const chainOf = ({ takenBack, whole }: Found, last: Entry) => {
  const find = ({ after }: Entry): Entry | undefined => whole.get(after) ?? takenBack.get(after)
  const chain = [last]
  let first = last
  for (let before = find(last); before !== undefined && before.number < first.number; before = find(before)) {
    first = before
    chain.push(before)
  }
  return { first, chain: chain.toReversed() }
}

/** The entries that the log consists of now. Who builds upon an entry that a later beginning let go of had not seen that beginning, and was overtaken. */
const chainNow = Effect.fnUntraced(function* (folder: string, found: Found) {
  const entries = [...found.whole.values()]
  for (const last of entries.toReversed()) {
    const { chain, first } = chainOf(found, last)
    const { after, number } = first
    if (after === 0) return chain
    if (entries.some((each) => each.after === 0 && each.number > after && each.number < number)) continue
    return yield* new StorageFailed({
      doing: `read ${folder}`,
      problem: `entry ${shownNumber(number)} builds upon entry ${shownNumber(after)}, and that one is gone`,
      remedy: "Put the file back if you can. What was ordered stands in the other files; look in Zoho for the rest.",
    })
  }
  return []
})

/**
 * Reads a log: its entries since it was last begun, what was cut short left out.
 *
 * An entry that nobody builds upon was written by who was overtaken, and stopped over it. It counts all the same, unless it begins anew:
 * nobody can tell whether its writer was the one that stopped. What builds upon an entry before the beginning is of an earlier journey.
 */
export const readFencedLog = Effect.fnUntraced(function* (folder: string) {
  const { begins, numbers } = yield* listLog(folder)
  const [whole, takenBack] = [new Map<number, Entry>(), new Map<number, Entry>()]
  for (const number of numbers) {
    const entry = yield* readEntry(folder, number)
    if (entry !== undefined) whole.set(number, entry)
    else {
      const back = yield* readEntry(folder, number, fileTakenBack)
      if (back !== undefined) takenBack.set(number, back)
    }
  }
  const chain = yield* chainNow(folder, { whole, takenBack })
  const first = chain[0]?.number ?? 0
  const aside = [...whole.values()].filter(
    (entry) => entry.after !== 0 && entry.after >= first && !chain.includes(entry),
  )
  return {
    entries: [...chain, ...aside].toSorted((a, b) => a.number - b.number).map(({ entry }) => entry),
    beginning: first,
    last: chain.at(-1),
    begins,
    highest: numbers.at(-1) ?? begins,
    torn: numbers.filter((number) => !whole.has(number)),
  }
})
