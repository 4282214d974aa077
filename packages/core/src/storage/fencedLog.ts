import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isMissing, rememberFolder, syncFolder } from "./makeFolder.ts"
import { makeLog } from "./makeLog.ts"
import {
  entryText,
  fileOfEntry,
  fileTakenBack,
  listLog,
  readEntry,
  readFencedLog,
  shownNumber,
} from "./readFencedLog.ts"
import { isFault, storageFailed } from "./storageFailed.ts"

/** Somebody else has written into the log since this one has read it. */
export class Overtaken extends Data.TaggedError("Overtaken")<{ readonly problem: string }> {}

/**
 * What an entry means to its readers: a `beginning` drops all entries before it; a `fact` cannot be learned again, such
 * as the id of a job, and stays once it is written, whoever has written in between; a `step` that its writer could not
 * vouch for is taken back.
 */
export type EntryKind = "beginning" | "fact" | "step"

/** A log that many may read, and that only one can write to: the process that has seen its last entry. */
export interface FencedLog {
  /** What was in it when it was opened. */
  readonly entries: ReadonlyArray<Schema.Json>
  /** The number of the entry that it begins with, which no other beginning has; 0 before there is one. */
  readonly beginning: () => number
  /**
   * Whether nothing counts any more that others write who have read less of it than this writer. It may, where one of them has begun to write an
   * entry, or may do so before others: it is whole at last, and its writer is killed before it looks again.
   */
  readonly isClosed: () => boolean
  /** Writes an entry, so that it is on the disk before anything else happens. */
  readonly append: (entry: Schema.Json, kind: EntryKind) => Effect.Effect<void, StorageFailed | Overtaken>
  /** Fails if somebody else has written. */
  readonly check: Effect.Effect<void, StorageFailed | Overtaken>
}

/**
 * Makes sure that an entry is on the disk before another one builds upon it: its writer may have been killed, or be asleep, before it could. The
 * entries before it were synced by who built upon them.
 */
const syncEntry = Effect.fnUntraced(function* (folder: string, number: number) {
  const fs = yield* FileSystem.FileSystem
  const file = fileOfEntry(yield* Path.Path, folder, number)
  yield* Effect.scoped(Effect.flatMap(fs.open(file, { flag: "r+" }), ({ sync }) => sync)).pipe(
    Effect.mapError(storageFailed(`write ${file}`)),
  )
  yield* syncFolder(folder)
})

/**
 * Opens a log whose entries are files of a folder, named by their numbers.
 *
 * **Details**
 *
 * Entry n is made by a flag that lets nobody make it twice. Whoever made it looks once more before going on: at entries with a higher number, at
 * the entry that it had seen last, and at those that were cut short when it read them. Of two writers that overlap, each has written
 * before it looks, so that one of them at least sees the other, and stops. Hence a writer that was asleep, on this machine or another,
 * writes nothing that counts.
 */
export const openFencedLog = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<FencedLog, StorageFailed, FileSystem.FileSystem | Path.Path> {
  yield* makeLog(folder)
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const provide = <A, E>(effect: Effect.Effect<A, E, FileSystem.FileSystem | Path.Path>): Effect.Effect<A, E> =>
    Effect.provideService(Effect.provideService(effect, FileSystem.FileSystem, fs), Path.Path, path)
  const found = yield* readFencedLog(folder)
  if (found.last !== undefined) yield* syncEntry(folder, found.last.number)
  // Who made the folders may have been killed, or be asleep, before they were remembered.
  else yield* rememberFolder(folder)
  let beginning = found.beginning
  let highest = found.highest
  let isClosed = found.isClosed
  /** The entry that this writer has seen last. */
  let last: { readonly number: number; readonly text: string } | undefined = found.last
  const torn = new Set(found.torn)
  let overtaken: Overtaken | undefined

  const stop = (problem: string): Effect.Effect<never, Overtaken> =>
    Effect.suspend(() => Effect.fail((overtaken = new Overtaken({ problem }))))

  /** Whether the log is as this writer left it, up to the number that it wrote last. */
  const lookAgain = Effect.fnUntraced(function* (own: number) {
    const { begins, numbers } = yield* listLog(folder)
    if (begins !== found.begins) return yield* stop("it has started again")
    const higher = numbers.find((number) => number > own)
    if (higher !== undefined) return yield* stop(`it has written entry ${shownNumber(higher)}`)
    if (last !== undefined && (yield* readEntry(folder, last.number))?.text !== last.text) {
      return yield* stop(`it has started again after entry ${shownNumber(last.number)}`)
    }
    for (const number of torn) {
      if ((yield* readEntry(folder, number)) !== undefined)
        return yield* stop(`it has written entry ${shownNumber(number)}`)
    }
  })

  /**
   * Takes an entry back, unless another one builds upon it, or may. One that is whole is given another name: where somebody who builds upon it
   * is faster than this process, it counts all the same.
   */
  const takeBack = Effect.fnUntraced(
    function* (number: number) {
      for (const higher of (yield* listLog(folder)).numbers.filter((each) => each > number)) {
        const entry = yield* readEntry(folder, higher)
        if (entry === undefined || entry.after >= number) return
      }
      yield* fs.rename(fileOfEntry(path, folder, number), fileTakenBack(path, folder, number))
    },
    (takingBack) => Effect.ignore(takingBack),
  )

  const write = Effect.fnUntraced(function* (number: number, text: string, kind: EntryKind) {
    const file = fileOfEntry(path, folder, number)
    const failed = storageFailed(`write ${file}`)
    const opened = yield* fs.open(file, { flag: "wx", mode: 0o600 }).pipe(
      Effect.catchIf(isFault("AlreadyExists"), () => stop(`it has written entry ${shownNumber(number)}`)),
      Effect.catchIf(
        (error) => error._tag === "PlatformError" && isFault("NotFound")(error),
        () => stop("it has removed the entries"),
      ),
      Effect.mapError((error) => (error._tag === "Overtaken" ? error : failed(error))),
    )
    const back = fileTakenBack(path, folder, number)
    if (!(yield* isMissing(back))) {
      yield* Effect.ignore(fs.remove(file))
      return yield* stop(`it has written entry ${shownNumber(number)}`)
    }
    highest = number
    const remove = Effect.matchEffect(fs.remove(file, { force: true }), {
      onSuccess: () => Effect.sync(() => void (highest = number - 1)),
      onFailure: () => Effect.sync(() => void torn.add(number)),
    })
    const putBack = fs.rename(file, back).pipe(Effect.catch(() => Effect.sync(() => void torn.add(number))))
    const written = opened.writeAll(new TextEncoder().encode(text))
    yield* Effect.onError(Effect.mapError(written, failed), () => remove)
    yield* Effect.andThen(Effect.mapError(opened.sync, failed), syncFolder(folder)).pipe(
      Effect.onError(() => (kind === "fact" ? Effect.void : putBack)),
    )
  }, Effect.scoped)

  // An entry is never looked for again once a later beginning is written: who still builds upon it finds that it is gone, and stops. Its name is not
  // given again, not even in another log: who falls asleep here removes nothing else when it wakes.
  const letGoBefore = Effect.fnUntraced(
    function* (number: number) {
      const earlier = (yield* listLog(folder)).numbers.filter((each) => each < number)
      const files = earlier.flatMap((each) => [fileOfEntry(path, folder, each), fileTakenBack(path, folder, each)])
      yield* Effect.forEach(files, (file) => Effect.ignore(fs.remove(file, { force: true })))
      torn.clear()
    },
    (lettingGo) => Effect.ignore(lettingGo),
  )

  const append = Effect.fnUntraced(function* (entry: Schema.Json, kind: EntryKind) {
    if (overtaken !== undefined) return yield* overtaken
    const number = highest + 1
    const text = entryText(kind === "beginning" ? 0 : (last?.number ?? 0), entry)
    yield* write(number, text, kind)
    yield* Effect.tapError(lookAgain(number), () => (kind === "fact" ? Effect.void : takeBack(number)))
    last = { number, text }
    if (kind !== "beginning") return
    beginning = number
    isClosed = true
    yield* letGoBefore(number)
  })

  const check = Effect.suspend(() => overtaken ?? lookAgain(highest))
  const turns = yield* Semaphore.make(1)
  return {
    entries: found.entries,
    beginning: () => beginning,
    isClosed: () => isClosed,
    append: (entry, kind) => Effect.uninterruptible(turns.withPermits(1)(provide(append(entry, kind)))),
    check: turns.withPermits(1)(provide(check)),
  }
})
