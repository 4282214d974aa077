import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { openLog } from "../storage/appendLog.ts"
import { checkPath } from "../storage/checkPath.ts"
import { keepBytes, readBytes } from "../storage/keepBytes.ts"
import { Journal, type JournalKeeper } from "./Journal.ts"
import { JournalEntry } from "./JournalEntry.ts"

const decodeEntry = Schema.decodeUnknownEffect(Schema.fromJsonString(JournalEntry))

const unreadableEntry = (path: string, line: number): StorageFailed =>
  new StorageFailed({
    doing: `read ${path}`,
    problem: `line ${line} is no entry of a journal`,
    remedy: "Use the version of zoho-bulk that wrote it, or begin anew.",
  })

/** Keeps a journal in a folder of its own: `journal.ndjson`, and the files beside it. */
export const folderJournal = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<JournalKeeper, StorageFailed, FileSystem.FileSystem | Path.Path> {
  yield* checkPath(folder, "keep a journal")
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const context = Context.make(FileSystem.FileSystem, fs).pipe(Context.add(Path.Path, path))
  const file = path.join(folder, "journal.ndjson")
  const log = yield* openLog(file)
  const entries: Array<JournalEntry> = []
  for (const [at, line] of log.lines.entries()) {
    entries.push(yield* Effect.mapError(decodeEntry(line), () => unreadableEntry(file, at + 1)))
  }
  return {
    entries: Effect.sync(() => [...entries]),
    append: (entry) => Effect.tap(log.append(JSON.stringify(entry)), () => Effect.sync(() => entries.push(entry))),
    keep: (name, bytes) => Effect.asVoid(Effect.provide(keepBytes(path.join(folder, name), bytes), context)),
    read: (name) => Stream.provideContext(readBytes(path.join(folder, name)), context),
    forget: (name) => Effect.ignore(fs.remove(path.join(folder, name), { force: true })),
  }
})

/**
 * Provides the journal in a folder, which belongs to one journey alone: a new one, or one to be resumed.
 *
 * **Details**
 *
 * The folder is made if need be. What cannot be read or written fails with `StorageFailed`. Runners provide `FileSystem` and `Path` with
 * `layerFiles`.
 *
 * **Example** (An export that can be resumed, on Node)
 *
 * ```ts
 * import { exportRecords, Journal } from "@zoho-bulk/core"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Stream } from "effect"
 *
 * const journal = Journal.layerFolder("/var/lib/reports/contacts")
 *
 * export const contacts = exportRecords({ module: "Contacts" }, undefined, { journal }).pipe(Stream.provide(layerFiles))
 * ```
 *
 * @category layers
 */
export const layerJournalFolder = (
  folder: string,
): Layer.Layer<Journal, StorageFailed, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(Journal, folderJournal(folder))
