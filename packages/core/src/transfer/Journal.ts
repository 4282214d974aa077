import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { openLog } from "../storage/appendLog.ts"
import { keepBytes, readBytes } from "../storage/keepBytes.ts"
import { JournalEntry } from "./JournalEntry.ts"

/**
 * What a journey has done so far, and the files that it needs to go on.
 *
 * @category models
 */
export interface JournalKeeper {
  /** All entries, those of earlier runs first. */
  readonly entries: Effect.Effect<ReadonlyArray<JournalEntry>>
  /** Writes an entry down, for good, before it succeeds. */
  readonly append: (entry: JournalEntry) => Effect.Effect<void, StorageFailed>
  /** Keeps bytes under a name, in place of what was kept there. */
  readonly keep: <E, R>(
    name: string,
    bytes: Stream.Stream<Uint8Array, E, R>,
  ) => Effect.Effect<void, E | StorageFailed, R>
  readonly read: (name: string) => Stream.Stream<Uint8Array, StorageFailed>
  readonly forget: (name: string) => Effect.Effect<void>
}

const decodeEntry = Schema.decodeUnknownEffect(Schema.fromJsonString(JournalEntry))

/** Keeps all in memory: a journey that cannot be resumed by another process. */
export const memoryJournal = (): JournalKeeper => {
  const entries: Array<JournalEntry> = []
  const files = new Map<string, ReadonlyArray<Uint8Array>>()
  return {
    entries: Effect.sync(() => [...entries]),
    append: (entry) => Effect.sync(() => void entries.push(entry)),
    keep: (name, bytes) => Effect.map(Stream.runCollect(bytes), (chunks) => void files.set(name, chunks)),
    read: (name) => Stream.suspend(() => Stream.fromIterable(files.get(name) ?? [], { chunkSize: 1 })),
    forget: (name) => Effect.sync(() => void files.delete(name)),
  }
}

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
 * Remembers what a journey has done, so that it can go on after a crash: no job made twice, no row written twice.
 *
 * **When to use**
 *
 * Without it, `exportModule` and `importRows` keep their journal in memory, and cannot be resumed by another process.
 *
 * @category services
 */
export class Journal extends Context.Service<Journal, JournalKeeper>()("@zoho-bulk/core/transfer/Journal") {
  /** Provides a journal in memory. */
  static readonly layerMemory: Layer.Layer<Journal> = Layer.sync(Journal, memoryJournal)

  /**
   * Provides the journal in a folder, which belongs to one journey alone: a new one, or one to be resumed.
   *
   * **Example** (An export that can be resumed)
   *
   * ```ts
   * import { exportModule, Journal } from "@zoho-bulk/core"
   * import { Stream } from "effect"
   *
   * export const contacts = exportModule({ module: "Contacts" }).pipe(
   *   Stream.provide(Journal.layerFolder("/var/lib/reports/contacts")),
   * )
   * ```
   */
  static readonly layerFolder = (
    folder: string,
  ): Layer.Layer<Journal, StorageFailed, FileSystem.FileSystem | Path.Path> =>
    Layer.effect(Journal, folderJournal(folder))
}
