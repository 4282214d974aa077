import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import { isFault } from "./storageFailed.ts"

/** Who has a lock, and when that one last gave a sign of life. */
export interface Sighting {
  readonly owner: string
  readonly beatAt: number
}

/** How often those who want a lock come by, in milliseconds. */
export const askEvery = 50

/** Looks who has a lock; nobody, where there is none. */
export const look = Effect.fnUntraced(
  function* (path: string) {
    const fs = yield* FileSystem.FileSystem
    const owner = yield* fs.readFileString(path)
    const beatAt = Option.match((yield* fs.stat(path)).mtime, { onNone: () => 0, onSome: (time) => time.getTime() })
    return Option.some<Sighting>({ owner, beatAt })
  },
  Effect.catchIf(isFault("NotFound"), () => Effect.succeedNone),
)

const lookQuietly = (path: string) =>
  Effect.map(
    Effect.orElseSucceed(look(path), () => Option.none<Sighting>()),
    Option.getOrUndefined,
  )

/** Tells whether a lock is held, as far as its file tells: one whose owner was killed looks held until it is old. */
export const isHeld = Effect.fnUntraced(function* (lock: string, deadAfter: number) {
  const found = yield* lookQuietly(lock)
  return found !== undefined && (yield* Clock.currentTimeMillis) - found.beatAt <= deadAfter
})

/** Tells whether the owner of a lock lives: watches for its next sign, until the lock is old or gone. */
export const isBeating = Effect.fnUntraced(function* (lock: string, deadAfter: number) {
  const first = yield* lookQuietly(lock)
  const since = yield* Clock.currentTimeMillis
  let found = first
  while (found !== undefined) {
    if (found.owner !== first?.owner || found.beatAt !== first.beatAt) return true
    if ((yield* Clock.currentTimeMillis) - Math.min(found.beatAt, since) > deadAfter) return false
    yield* Effect.sleep(askEvery)
    found = yield* lookQuietly(lock)
  }
  return false
})
