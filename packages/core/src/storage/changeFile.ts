import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Semaphore from "effect/Semaphore"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { withLock } from "./withLock.ts"
import { writeWhole } from "./writeWhole.ts"

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

/**
 * Changes a file that processes share: locks it, reads it, and writes what becomes of it whole, or leaves it alone for `undefined`.
 *
 * It is the only way to write such a file, so that no change of another process is lost.
 */
export const changeFile = <E, R>(
  path: string,
  change: (old: string | undefined) => Effect.Effect<string | undefined, E, R>,
): Effect.Effect<void, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const changed = Effect.gen(function* () {
      const text = yield* change(yield* readSharedFile(path))
      if (text !== undefined) yield* writeWhole(path, text)
    })
    const hold = (yield* CurrentHolds).get(path)
    return yield* hold === undefined || hold.isOver ? holdFile(path)(changed) : hold.turns.withPermits(1)(changed)
  })
