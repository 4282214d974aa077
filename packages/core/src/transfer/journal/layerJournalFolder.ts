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
import { fileToRead, isOfEarlier, ownFile, prefixOf } from "./partFiles.ts"
import { entriesFolder, journalEntries, linesFile } from "./readJournalFolder.ts"

/** Who goes on with a journey that was killed need not wait long for its lock, and nobody waits for one that runs. */
export const journalLockTimes = { beatEvery: 500, deadAfter: 3_000, patience: 0 }

/** The lock that is held in the folder of a journal for as long as it is in use. */
export const lockFile = "lock"

/** Which job an order has made is told once. */
export const kindOf = ({ step }: JournalEntry): EntryKind => {
  if (step === "begun") return "beginning"
  return step === "ordered" || step === "adopted" ? "fact" : "step"
}

/** Says that another process goes on with the journey in a folder. */
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

/** Keeps a journal in a folder of its own: an entry in each file of `journal`, and the files of the journey beside it. */
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

  /** Fails for who does not have the journal to itself any more. */
  const alone: Effect.Effect<void, JourneyTaken> = Effect.flatMap(lock.isLost, (isLost) =>
    isLost ? Effect.fail(taken("it took the lock while this program was asleep")) : Effect.void,
  )

  const overtaken = ({ problem }: Overtaken): Effect.Effect<never, JourneyTaken> => Effect.fail(taken(problem))

  const check = Effect.andThen(alone, Effect.catchTag(log.check, "Overtaken", overtaken))

  const own = (): string => prefixOf(log.beginning(), keeper)

  /** Replaces or removes a file of this process, for no other one's may be touched: who has just looked whether it was overtaken may be so now. */
  const onOwnFile = <A, E, R>(name: string, change: (file: string) => Effect.Effect<A, E, R>) =>
    Effect.andThen(
      check,
      Effect.suspend(() => change(path.join(folder, ownFile(own(), name)))),
    )

  /** Removes what earlier journeys kept. What is found while nobody has overtaken this process has names that nobody gives again. */
  const sweep = Effect.fnUntraced(
    function* (hasEarlier: boolean) {
      const names = yield* fs.readDirectory(folder)
      yield* check
      const left = names.filter((name) => isOfEarlier(name, log.beginning(), hasEarlier))
      yield* Effect.forEach([linesFile, ...left], (name) => fs.remove(path.join(folder, name), { force: true }))
    },
    (sweeping) => Effect.ignore(sweeping),
  )

  const append = Effect.fnUntraced(function* (entry: JournalEntry) {
    yield* alone
    const isOfFiles = entry.step === "split" || entry.step === "fetched"
    const written: JournalEntry = isOfFiles ? { ...entry, keptAs: own() } : entry
    yield* Effect.catchTag(log.append(written, kindOf(entry)), "Overtaken", overtaken)
    if (entry.step === "begun") yield* sweep(entries.splice(0).length > 0)
    entries.push(written)
  }, Effect.uninterruptible)

  return {
    place: folder,
    entries: Effect.sync(() => [...entries]),
    append,
    check,
    keep: (name, bytes) => Effect.asVoid(onOwnFile(name, (file) => Effect.provide(keepBytes(file, bytes), context))),
    read: (name) =>
      Stream.suspend(() => {
        const file = fileToRead(entriesOfNow(entries), name, own())
        return Stream.provideContext(readBytes(path.join(folder, file)), context)
      }),
    forget: (name) => Effect.ignore(onOwnFile(name, (file) => fs.remove(file, { force: true }))),
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
 * The layer holds a lock in the folder for as long as it is in use: where another process goes on with the journey, it fails with
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
