import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { uniqueName } from "./uniqueName.ts"
import { withLock } from "./withLock.ts"
import { leftBeside, makeFolderOf, writeWholeBytes } from "./writeWhole.ts"

/** A file that is held; those who work under one hold change it one after the other. */
interface Hold {
  readonly turns: Semaphore.Semaphore
  isOver: boolean
}

const CurrentHolds = Context.Reference<ReadonlyMap<string, Hold>>("@zoho-bulk/core/storage/CurrentHolds", {
  defaultValue: () => new Map(),
})

/**
 * Runs an effect while nobody else, in this process or another, changes a file. Inside, `changeFile` changes it at once.
 *
 * The lock is a file beside it.
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

/** Reads a file that processes share; `undefined` where there is none. */
export const readSharedFile = (path: string): Effect.Effect<string | undefined, StorageFailed, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.readFileString(path)).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.undefined),
    Effect.mapError(storageFailed(`read ${path}`)),
  )

/** There is nothing to change. */
class Unchanged extends Data.TaggedError("Unchanged") {}

/** How often a change begins anew that another one has stopped, which was asleep and did not know that the lock is not its own any more. */
const retries = 3

const overtaken = (path: string): StorageFailed =>
  new StorageFailed({
    doing: `write ${path}`,
    problem: "other programs change it again and again",
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
 * Changes a file that processes share: locks it, reads it, and writes what becomes of it whole, or leaves it alone for `undefined`.
 *
 * It is the only way to write such a file, so that no change of another process is lost.
 *
 * **Details**
 *
 * The lock alone would not do: its owner may fall asleep, and lose it, right before it writes. So each has the file beside it that it will
 * write before it removes those of all others, and reads the shared one after that. Of two that overlap, one at least has lost its own by
 * the time it is to be put in place, and reads anew what it has to change.
 */
export const changeFile = <E, R>(
  path: string,
  change: (old: string | undefined) => Effect.Effect<string | undefined, E, R>,
): Effect.Effect<void, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const taken = overtaken(path)
    const changed = Effect.gen(function* () {
      yield* makeFolderOf(path)
      const writer = yield* uniqueName
      const text = Effect.gen(function* () {
        yield* Effect.mapError(stopOthers(path, writer), storageFailed(`write ${path}`))
        const becomes = yield* change(yield* readSharedFile(path))
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
    const hold = (yield* CurrentHolds).get(path)
    return yield* hold === undefined || hold.isOver ? holdFile(path)(settled) : hold.turns.withPermits(1)(settled)
  })
