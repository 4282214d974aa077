import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { readFencedLog } from "../../storage/readFencedLog.ts"
import { isFault, storageFailed } from "../../storage/storageFailed.ts"
import { entriesOfLines } from "./damagedLines.ts"
import { formOfJournal, JournalEntry } from "./JournalEntry.ts"

const decodeEntry = Schema.decodeUnknownEffect(JournalEntry)

/** The folder of a journal's entries, a file each. */
export const entriesFolder = "journal"

/** The file in which older versions kept all entries, a line each; it is read, and never written to. */
export const linesFile = "journal.ndjson"

/** The whole lines of an older version's journal; what a crash left of a last one counts as never written. */
const linesOf = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const file = (yield* Path.Path).join(folder, linesFile)
  const text = yield* fs.readFileString(file).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed("")),
    Effect.mapError(storageFailed(`read ${file}`)),
  )
  return text.split("\n").slice(0, -1)
})

const otherVersion = (folder: string, problem: string): StorageFailed =>
  new StorageFailed({
    doing: `read the journal in ${folder}`,
    problem,
    remedy: "Use the version of zoho-bulk that wrote it. Begun anew, what is written already would be written twice.",
  })

/** Reads the entries of a journal from what its log has, and from what an older version left. */
export const journalEntries = Effect.fnUntraced(function* (
  folder: string,
  logged: ReadonlyArray<Schema.Json>,
): Effect.fn.Return<ReadonlyArray<JournalEntry>, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const entries = yield* Effect.forEach(logged, (entry, at) =>
    Effect.mapError(decodeEntry(entry), () => otherVersion(folder, `entry ${at + 1} is none that is known here`)),
  )
  const begun = entries.find((entry) => entry.step === "begun")
  if (begun !== undefined && begun.form > formOfJournal) return yield* otherVersion(folder, "its form is newer")
  return entries[0]?.step === "begun" ? entries : [...entriesOfLines(yield* linesOf(folder)), ...entries]
})

/** Reads the entries of the journal in a folder, and changes nothing there. */
export const readJournalFolder = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<ReadonlyArray<JournalEntry>, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const { entries } = yield* readFencedLog((yield* Path.Path).join(folder, entriesFolder))
  return yield* journalEntries(folder, entries)
})
