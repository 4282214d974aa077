import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { readFencedLog } from "../../storage/readFencedLog.ts"
import { readText } from "../../storage/readText.ts"
import { WrongFile, wrongFile } from "../../storage/WrongFile.ts"
import { nestsDeeperThan } from "../../wire/Json.ts"
import { entriesOfLines } from "./damagedLines.ts"
import { formOfJournal, JournalEntry } from "./JournalEntry.ts"

const decodeEntry = Schema.decodeUnknownEffect(JournalEntry)

/** The folder of a journal's entries, a file each. */
export const entriesFolder = "journal"

/** The file in which older versions kept all entries, a line each; it is read, and never written to. */
export const linesFile = "journal.ndjson"

/** The most that all lines can have, in bytes, and how deep one can nest. */
const [mostOfLines, deepestLine] = [2 ** 26, 64]

/** The content of the complete lines of an older version's journal; an incomplete last line counts as never written. */
const linesOf = Effect.fnUntraced(function* (folder: string) {
  const file = (yield* Path.Path).join(folder, linesFile)
  const refused = wrongFile(file, "Move it away if zoho-bulk did not write it, or restore it.")
  const text = (yield* Effect.catchTag(readText(file, mostOfLines), "WrongFile", refused)) ?? ""
  const lines = text.split("\n").slice(0, -1)
  const deep = lines.findIndex((line) => nestsDeeperThan(line, deepestLine))
  if (deep !== -1) return yield* refused(new WrongFile({ problem: `line ${deep + 1} nests too deeply` }))
  const entries = entriesOfLines(lines)
  return entries ?? (yield* refused(new WrongFile({ problem: "most of its lines cannot be read" })))
})

const otherVersion = (folder: string, problem: string): StorageFailed =>
  new StorageFailed({
    doing: `read the journal in ${folder}`,
    problem,
    remedy:
      "Use the version of zoho-bulk that wrote it. If it started again, rows already written would be written twice.",
  })

/** Reads the entries of a journal from what its log has, and from what an older version left. */
export const journalEntries = Effect.fnUntraced(function* (
  folder: string,
  logged: ReadonlyArray<Schema.Json>,
): Effect.fn.Return<ReadonlyArray<JournalEntry>, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const entries = yield* Effect.forEach(logged, (entry, at) =>
    Effect.mapError(decodeEntry(entry), () =>
      otherVersion(folder, `entry ${at + 1} is not one that this version knows`),
    ),
  )
  const begun = entries.find((entry) => entry.step === "begun")
  if (begun !== undefined && begun.form > formOfJournal) return yield* otherVersion(folder, "its format is newer")
  return entries[0]?.step === "begun" ? entries : [...(yield* linesOf(folder)), ...entries]
})

/** Reads the entries of the journal in a folder, and changes nothing there. */
export const readJournalFolder = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<ReadonlyArray<JournalEntry>, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const { entries } = yield* readFencedLog((yield* Path.Path).join(folder, entriesFolder))
  return yield* journalEntries(folder, entries)
})
