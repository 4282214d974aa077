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

/** The entries that the last one builds upon, that one included, by their numbers; fails where one is gone. */
const chainOf = Effect.fnUntraced(function* (folder: string, whole: ReadonlyMap<number, Entry>, last: Entry) {
  const chain = [last]
  for (let { after, number } = last; after !== 0;) {
    const before = whole.get(after)
    if (before === undefined || before.number >= number) {
      return yield* new StorageFailed({
        doing: `read ${folder}`,
        problem: `entry ${number} builds upon entry ${after}, and that one is gone`,
        remedy: "Put the file back if you can. What was ordered stands in the other files; look in Zoho for the rest.",
      })
    }
    chain.unshift(before)
    ;({ after, number } = before)
  }
  return chain
})

/**
 * Reads a log: its entries since it was last begun, what was cut short left out.
 *
 * An entry that nobody builds upon was written by who was overtaken, and stopped over it. It counts all the same, unless it begins anew:
 * nobody can tell whether its writer was the one that stopped.
 */
export const readFencedLog = Effect.fnUntraced(function* (folder: string) {
  const numbers = yield* numbersIn(folder)
  const whole = new Map<number, Entry>()
  for (const number of numbers) {
    const entry = yield* readEntry(folder, number)
    if (entry !== undefined) whole.set(number, entry)
  }
  const last = [...whole.values()].at(-1)
  const chain = last === undefined ? [] : yield* chainOf(folder, whole, last)
  const first = chain[0]?.number ?? 0
  const aside = [...whole.values()].filter(
    (entry) => entry.number > first && entry.after !== 0 && !chain.includes(entry),
  )
  return {
    entries: [...chain, ...aside].toSorted((a, b) => a.number - b.number).map(({ entry }) => entry),
    last,
    highest: numbers.at(-1) ?? 0,
    torn: numbers.filter((number) => !whole.has(number)),
  }
})
