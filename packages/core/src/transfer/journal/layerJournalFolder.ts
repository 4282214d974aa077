import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { type AppendFailure, JourneyTaken } from "../../failure/JournalFailure.ts"
import { checkPath } from "../../storage/checkPath.ts"
import { type EntryKind, type Overtaken, openFencedLog } from "../../storage/fencedLog.ts"
import { keepBytes, readBytes } from "../../storage/keepBytes.ts"
import { uniqueName } from "../../storage/uniqueName.ts"
import { type HeldLock, holdLock } from "../../storage/withLock.ts"
import { Journal, type JournalKeeper } from "./Journal.ts"
import { entriesOfNow, type JournalEntry } from "./JournalEntry.ts"
import { fileToRead, filesLeft, isOfPart, ownFile, prefixOf } from "./partFiles.ts"
import { entriesFolder, journalEntries, linesFile } from "./readJournalFolder.ts"

/** Whoever resumes a killed journey need not wait long for its lock, and nobody waits for one that is running. */
export const journalLockTimes = { beatEvery: 500, deadAfter: 3_000, patience: 0 }

/** The lock in the folder of a journal, held for as long as the journal is in use. */
export const lockFile = "lock"

/** The job that an order has created is recorded only once. */
export const kindOf = ({ step }: JournalEntry): EntryKind => {
  if (step === "begun") return "beginning"
  return step === "ordered" || step === "adopted" ? "fact" : "step"
}

/** Reports that another process has taken over the journey in a folder. */
export const takenIn = (folder: string) => (problem: string) => new JourneyTaken({ journal: folder, problem })

/** Holds the lock of the journal in a folder. */
export const lockJournal = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<HeldLock, AppendFailure, FileSystem.FileSystem | Path.Path | Scope.Scope> {
  yield* checkPath(folder, "keep a journal")
  const { join } = yield* Path.Path
  return yield* Effect.mapError(holdLock(join(folder, lockFile), journalLockTimes), (error) =>
    error._tag === "LockTaken" ? takenIn(folder)(error.problem) : error,
  )
})

/** Keeps a journal in a folder of its own: one entry per file in `journal`, and the files of the journey next to it. */
export const folderJournal = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<JournalKeeper, AppendFailure, FileSystem.FileSystem | Path.Path | Scope.Scope> {
  const lock = yield* lockJournal(folder)
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const context = Context.make(FileSystem.FileSystem, fs).pipe(Context.add(Path.Path, path))
  const taken = takenIn(folder)
  const log = yield* openFencedLog(path.join(folder, entriesFolder))
  const entries = [...(yield* journalEntries(folder, log.entries))]
  const keeper = yield* uniqueName

  /** Fails for a process that no longer has the journal to itself. */
  const alone: Effect.Effect<void, JourneyTaken> = Effect.flatMap(lock.isLost, (isLost) =>
    isLost ? Effect.fail(taken("it took the lock while this program was asleep")) : Effect.void,
  )

  const overtaken = ({ problem }: Overtaken): Effect.Effect<never, JourneyTaken> => Effect.fail(taken(problem))

  const check = Effect.andThen(alone, Effect.catchTag(log.check, "Overtaken", overtaken))

  const own = (): string => prefixOf(log.beginning(), keeper)

  /**
   * Replaces or removes a file of this process, never another one's: even a process that has just checked may have been
   * overtaken.
   */
  const onOwnFile = <A, E, R>(name: string, change: (file: string) => Effect.Effect<A, E, R>) =>
    Effect.andThen(
      check,
      Effect.suspend(() => change(path.join(folder, ownFile(own(), name)))),
    )

  let hasWritten = false
  let hasKept = false

  const left = (files: ReadonlyArray<string>, hasEarlier: boolean) =>
    filesLeft(files, { own: own(), beginning: log.beginning(), entries: entriesOfNow(entries), hasEarlier })

  const files = Effect.orElseSucceed(fs.readDirectory(folder), (): ReadonlyArray<string> => [])

  const remove = (names: ReadonlyArray<string>) =>
    Effect.forEach(names, (name) => Effect.ignore(fs.remove(path.join(folder, name), { force: true })), {
      discard: true,
    })

  /**
   * Writes an entry, and removes what others have left: the files that existed before the entry was written. A process
   * that kept them has seen the journal without the entry and is overtaken, and later processes use other names,
   * however long this process is suspended. If one of them may still record what it has kept, everything stays until
   * nobody needs it.
   */
  const append = Effect.fnUntraced(function* (entry: JournalEntry) {
    yield* alone
    const endsNeed = entry.step === "begun" || entry.step === "finished"
    const looks = endsNeed || (log.isClosed() && (!hasWritten || entry.step === "split"))
    const found = looks ? yield* files : []
    const isOfFiles = entry.step === "split" || entry.step === "fetched"
    const written: JournalEntry = isOfFiles ? { ...entry, keptAs: own() } : entry
    yield* Effect.catchTag(log.append(written, kindOf(entry)), "Overtaken", overtaken)
    hasWritten = true
    const hasEarlier = entry.step === "begun" && entries.splice(0).length > 0
    entries.push(written)
    yield* remove([...(entry.step === "begun" ? [linesFile] : []), ...left(found, hasEarlier)])
  }, Effect.uninterruptible)

  /**
   * Repeats the last entry before the first file of a process, if nothing is split yet and others have left files: they
   * are overtaken then, and their files are removed. Otherwise a process that is killed again and again while it splits
   * would fill the disk. If repeated later, the entry would start the journey over under the files that this process
   * has kept for it.
   */
  const letGoOfOthers = Effect.suspend(() => {
    if (hasKept) return Effect.void
    hasKept = true
    const now = entriesOfNow(entries)
    const last = now.at(-1)
    const isSplit = now.some(({ step }) => step !== "begun" && step !== "organization")
    if (hasWritten || last === undefined || isSplit) return Effect.void
    return Effect.flatMap(files, (found) => (left(found, false).length === 0 ? Effect.void : append(last)))
  })

  return {
    place: folder,
    entries: Effect.sync(() => [...entries]),
    append,
    check,
    keep: (name, bytes) =>
      Effect.andThen(
        isOfPart(name) ? letGoOfOthers : Effect.void,
        Effect.asVoid(onOwnFile(name, (file) => Effect.provide(keepBytes(file, bytes), context))),
      ),
    read: (name) =>
      Stream.suspend(() => {
        const file = fileToRead(entriesOfNow(entries), name, own())
        return Stream.provideContext(readBytes(path.join(folder, file)), context)
      }),
    forget: (name) => Effect.ignore(onOwnFile(name, (file) => fs.remove(file, { force: true }))),
  }
})

/**
 * Provides the journal in a folder, which belongs to one journey alone: a new one, or one to resume.
 *
 * **Details**
 *
 * The folder is created if needed. Fails with `StorageFailed` if something cannot be read or written. Runners provide
 * `FileSystem` and `Path` with `layerFiles`.
 *
 * The layer holds a lock in the folder for as long as it is in use: if another process has the journey, it fails with
 * `JourneyTaken`. A process that was killed leaves its lock behind, which is taken over after 3 s.
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
): Layer.Layer<Journal, AppendFailure, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(Journal, folderJournal(folder))
