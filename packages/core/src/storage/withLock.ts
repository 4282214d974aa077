import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import type * as PlatformError from "effect/PlatformError"
import * as Schedule from "effect/Schedule"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { askEvery, look, type Sighting } from "./lockSighting.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { uniqueName } from "./uniqueName.ts"
import { makeFolderOf } from "./writeWhole.ts"

/** How often the owner of a lock shows that it lives, after which silence it is taken for dead, and how long others wait for it, in milliseconds. */
export interface LockTimes {
  readonly beatEvery: number
  readonly deadAfter: number
  readonly patience: number
}

const patientTimes: LockTimes = { beatEvery: 1_000, deadAfter: 10_000, patience: 30_000 }

/** Makes a file that was not there; tells whether it did. */
const makeFile = (
  path: string,
  text: string,
): Effect.Effect<boolean, PlatformError.PlatformError, FileSystem.FileSystem> =>
  FileSystem.FileSystem.use((fs) => fs.writeFileString(path, text, { flag: "wx", mode: 0o600 })).pipe(
    Effect.as(true),
    Effect.catchIf(isFault("AlreadyExists"), () => Effect.succeed(false)),
  )

/** Shows that the owner lives: the time of the file is that of the last sign. */
const beat = Effect.fnUntraced(function* (path: string) {
  const fs = yield* FileSystem.FileSystem
  const seconds = (yield* Clock.currentTimeMillis) / 1_000
  yield* fs.utimes(path, seconds, seconds)
})

/**
 * Takes a lock away from an owner that is dead.
 *
 * Only one may do so at a time for the same owner, or the second would take it away from the first, who owns it by then.
 */
const takeAway = Effect.fnUntraced(function* (lock: string, dead: Sighting, deadAfter: number) {
  const fs = yield* FileSystem.FileSystem
  const claim = `${lock}.${dead.owner.replaceAll(/\W/g, "").slice(0, 40)}.over`
  if (yield* makeFile(claim, "")) {
    const still = yield* look(lock)
    const isSame = Option.isSome(still) && still.value.owner === dead.owner && still.value.beatAt === dead.beatAt
    yield* (isSame ? fs.remove(lock, { force: true }) : Effect.void).pipe(
      Effect.ensuring(Effect.ignore(fs.remove(claim, { force: true }))),
    )
    return
  }
  const taker = yield* look(claim)
  const now = yield* Clock.currentTimeMillis
  if (Option.isSome(taker) && now - taker.value.beatAt > deadAfter) yield* fs.remove(claim, { force: true })
})

type Pause = Effect.Effect<void>

/** Waits until the lock is ours. Its age counts by the file's time, and by our own watch where clocks differ. */
const acquire = Effect.fnUntraced(function* (lock: string, owner: string, pause: Pause, times: LockTimes) {
  const { deadAfter, patience } = times
  const startedAt = yield* Clock.currentTimeMillis
  let watched: (Sighting & { readonly since: number }) | undefined
  while (!(yield* makeFile(lock, owner))) {
    const now = yield* Clock.currentTimeMillis
    const found = Option.getOrUndefined(yield* look(lock))
    if (found !== undefined) {
      const isNew = watched?.owner !== found.owner || watched.beatAt !== found.beatAt
      const since: number = isNew || watched === undefined ? now : watched.since
      watched = { ...found, since }
      if (now - Math.min(found.beatAt, since) > deadAfter) {
        yield* takeAway(lock, found, deadAfter)
        continue
      }
    }
    if (now - startedAt > patience) {
      return yield* new StorageFailed({
        doing: `get the lock ${lock}`,
        problem: `another process has held it for ${patience / 1_000} s`,
        remedy: "See which program hangs; the lock frees itself when that program ends.",
      })
    }
    yield* pause
  }
  yield* Effect.ignore(beat(lock))
})

const release = Effect.fnUntraced(function* (lock: string, owner: string) {
  const fs = yield* FileSystem.FileSystem
  const found = yield* look(lock)
  if (Option.isSome(found) && found.value.owner === owner) yield* fs.remove(lock, { force: true })
})

/**
 * Runs an effect while no other process and no other fiber holds the same lock, which is a file.
 *
 * The owner gives a sign of life every second, or as told; a lock without one for 10 s is that of a dead process and is taken over.
 */
export const withLock =
  (lock: string, times: LockTimes = patientTimes) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        yield* makeFolderOf(lock)
        const owner = yield* uniqueName
        yield* Effect.mapError(acquire(lock, owner, restore(Effect.sleep(askEvery)), times), (error) =>
          error._tag === "StorageFailed" ? error : storageFailed(`get the lock ${lock}`)(error),
        )
        const signs = yield* Effect.ignore(beat(lock)).pipe(
          Effect.schedule(Schedule.spaced(times.beatEvery)),
          Effect.forkChild,
        )
        return yield* restore(self).pipe(
          Effect.ensuring(Effect.andThen(Fiber.interrupt(signs), Effect.ignore(release(lock, owner)))),
        )
      }),
    )
