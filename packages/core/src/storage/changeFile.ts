import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { readText } from "./readText.ts"
import { storageFailed } from "./storageFailed.ts"
import { uniqueName } from "./uniqueName.ts"
import { withLock } from "./withLock.ts"
import { leftBeside, makeFolderOf, writeWholeBytes } from "./writeWhole.ts"
import type { WrongFile } from "./WrongFile.ts"

/** A file that is held; those who work under one hold change it one after the other. */
interface Hold {
  readonly turns: Semaphore.Semaphore
  isOver: boolean
}

const CurrentHolds = Context.Reference<ReadonlyMap<string, Hold>>("@zoho-bulk/core/storage/CurrentHolds", {
  defaultValue: () => new Map(),
})

/**
 * Runs an effect while nobody else, in this process or another, changes a file. Inside, `changeFile` changes it
 * directly.
 *
 * The lock is a file next to it.
 */
export const holdFile =
  (path: string) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
    withLock(`${path}.lock`)(
      Effect.gen(function* () {
        const hold: Hold = { turns: yield* Semaphore.make(1), isOver: false }
        const holds = new Map([...(yield* CurrentHolds), [path, hold] as const])
        return yield* self.pipe(
          Effect.provideService(CurrentHolds, holds),
          Effect.ensuring(Effect.sync(() => (hold.isOver = true))),
        )
      }),
    )

/** The most that a file which processes share can have, in bytes: what has more was not written by us. */
const mostBytes = 16 * 2 ** 20

/** The content of a file that processes share; `undefined` if there is none. */
export type SharedText = Effect.Effect<string | undefined, StorageFailed | WrongFile, FileSystem.FileSystem>

/** Reads a file that processes share. */
export const readSharedFile = (path: string): SharedText => readText(path, mostBytes)

/** Runs an effect in its turn among those under one hold of a file, or under a hold of its own. */
const aloneOn =
  (path: string) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
    Effect.flatMap(CurrentHolds, (holds) => {
      const hold = holds.get(path)
      return hold === undefined || hold.isOver ? holdFile(path)(self) : hold.turns.withPermits(1)(self)
    })

/** There is nothing to change. */
class Unchanged extends Data.TaggedError("Unchanged") {}

/**
 * How often a change starts over that another one has stopped, which was asleep and did not know that the lock is not
 * its own any more.
 */
const retries = 3

const overtaken = (path: string): StorageFailed =>
  new StorageFailed({
    doing: `write ${path}`,
    problem: "other programs keep changing it",
    remedy: "Run it again.",
  })

/** Removes what others have begun to write in place of a file: they were killed, or are asleep, and put nothing in its place when they wake. */
const stopOthers = Effect.fnUntraced(function* (path: string, writer: string) {
  const fs = yield* FileSystem.FileSystem
  const own = yield* leftBeside(path, writer)
  const others = (yield* leftBeside(path)).filter((each) => !own.includes(each))
  yield* Effect.forEach(others, (each) => fs.remove(each, { force: true }), { discard: true })
})

/**
 * Changes a file that processes share: locks it, reads it, and writes the result atomically, or leaves it alone for
 * `undefined`.
 *
 * It is the only way to write such a file, so that no change of another process is lost.
 *
 * **Details**
 *
 * The lock alone would not be enough: its owner may be suspended, and lose it, just before it writes. So each process
 * creates the file that it will write before it removes those of all others, and reads the shared one after that. Of
 * two that overlap, at least one has lost its file by the time it should replace the shared one, and reads again what
 * it must change.
 */
export const changeFile = <E, R>(
  path: string,
  change: (old: SharedText) => Effect.Effect<string | undefined, E, R>,
): Effect.Effect<void, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const taken = overtaken(path)
    const changed = Effect.gen(function* () {
      yield* makeFolderOf(path)
      const writer = yield* uniqueName
      const text = Effect.gen(function* () {
        yield* Effect.mapError(stopOthers(path, writer), storageFailed(`write ${path}`))
        const becomes = yield* change(readSharedFile(path))
        return becomes === undefined ? yield* new Unchanged() : new TextEncoder().encode(becomes)
      })
      yield* writeWholeBytes(path, Stream.fromEffect(text), { mode: 0o600, writer, taken })
    })
    const settled = Effect.retry(changed, { times: retries, while: (error) => error === taken }).pipe(
      Effect.catchIf(
        (error) => error instanceof Unchanged,
        () => Effect.void,
      ),
    )
    yield* aloneOn(path)(settled)
  })

/** How many damaged ones of a file are kept. */
const mostDamaged = 4

/** Removes files that were set aside long ago: their names contain the time. */
const sweepDamaged = Effect.fnUntraced(
  function* (path: string) {
    const fs = yield* FileSystem.FileSystem
    const { basename, dirname, join } = yield* Path.Path
    const isDamaged = (name: string): boolean => name.startsWith(`${basename(path)}.`) && name.endsWith(".damaged")
    const names = (yield* fs.readDirectory(dirname(path))).filter(isDamaged).toSorted()
    yield* Effect.forEach(names.slice(0, -mostDamaged), (name) => fs.remove(join(dirname(path), name)))
  },
  (sweeping) => Effect.ignore(sweeping),
)

/**
 * Renames a file that cannot be read, so that nobody looks for it there, and logs it. Only the holder of the file may
 * do so.
 */
export const setAside = Effect.fnUntraced(function* (
  path: string,
  { problem }: WrongFile,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const aside = `${path}.${yield* uniqueName}.damaged`
  yield* Effect.mapError(fs.rename(path, aside), storageFailed(`set ${path} aside, for ${problem}`))
  yield* Effect.logWarning(`zoho-bulk: ${path} cannot be read: ${problem}. It is set aside as ${aside}`)
  yield* sweepDamaged(path)
})
