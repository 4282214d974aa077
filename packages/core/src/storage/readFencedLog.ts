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

/** The file of an entry, by its number. */
export const fileOfEntry = ({ join }: Path.Path, folder: string, number: number): string =>
  join(folder, `${String(number).padStart(6, "0")}.json`)

/** The numbers of all entries in a folder, whole or not, the lowest first. */
export const numbersIn = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<ReadonlyArray<number>, StorageFailed, FileSystem.FileSystem> {
  const fs = yield* FileSystem.FileSystem
  const names = yield* fs.readDirectory(folder).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed([])),
    Effect.mapError(storageFailed(`read ${folder}`)),
  )
  return names
    .flatMap((name) => (/^\d{6,15}\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .toSorted((a, b) => a - b)
})

/** Reads an entry; none, where it is not there or was cut short. */
export const readEntry = Effect.fnUntraced(function* (
  folder: string,
  number: number,
): Effect.fn.Return<Entry | undefined, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const file = fileOfEntry(yield* Path.Path, folder, number)
  const text = yield* fs.readFileString(file).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.mapError(storageFailed(`read ${file}`)),
  )
  const decoded = text.endsWith("\n") ? decodeEntryFile(text) : Option.none()
  return Option.isNone(decoded) ? undefined : { number, text, ...decoded.value }
})

/** The entries that one builds upon, that one included, by their numbers: back to a beginning, or to where one is gone. */
const chainOf = (whole: ReadonlyMap<number, Entry>, last: Entry) => {
  const chain = [last]
  let first = last
  for (
    let before = whole.get(last.after);
    before !== undefined && before.number < first.number;
    before = whole.get(before.after)
  ) {
    first = before
    chain.push(before)
  }
  return { first, chain: chain.toReversed() }
}

/** The entries that the log consists of now. Who builds upon an entry that a later beginning let go of had not seen that beginning, and was overtaken. */
const chainNow = Effect.fnUntraced(function* (folder: string, whole: ReadonlyMap<number, Entry>) {
  const entries = [...whole.values()]
  for (const last of entries.toReversed()) {
    const { chain, first } = chainOf(whole, last)
    const { after, number } = first
    if (after === 0) return chain
    if (entries.some((each) => each.after === 0 && each.number > after && each.number < number)) continue
    return yield* new StorageFailed({
      doing: `read ${folder}`,
      problem: `entry ${number} builds upon entry ${after}, and that one is gone`,
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
  const numbers = yield* numbersIn(folder)
  const whole = new Map<number, Entry>()
  for (const number of numbers) {
    const entry = yield* readEntry(folder, number)
    if (entry !== undefined) whole.set(number, entry)
  }
  const chain = yield* chainNow(folder, whole)
  const first = chain[0]?.number ?? 0
  const aside = [...whole.values()].filter(
    (entry) => entry.after !== 0 && entry.after >= first && !chain.includes(entry),
  )
  return {
    entries: [...chain, ...aside].toSorted((a, b) => a.number - b.number).map(({ entry }) => entry),
    beginning: first,
    last: chain.at(-1),
    highest: numbers.at(-1) ?? 0,
    torn: numbers.filter((number) => !whole.has(number)),
  }
})
