import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { readText } from "./readText.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { wrongFile } from "./WrongFile.ts"

/**
 * The holder of a lock, and the time of its last sign of life: it does not matter by whose clock, only that it changes.
 */
export interface Sighting {
  readonly owner: string
  readonly signAt: number
}

/** How often those who want a lock come by, in milliseconds. */
export const askEvery = 50

const timeOf = ({ mtime }: FileSystem.File.Info): number =>
  Option.match(mtime, { onNone: () => 0, onSome: (time) => time.getTime() })

/** The most that a lock can have, in bytes. */
const mostBytes = 2 ** 20

/** Looks up who has a lock; nobody if there is none. */
export const look = Effect.fnUntraced(function* (
  path: string,
): Effect.fn.Return<Option.Option<Sighting>, StorageFailed, FileSystem.FileSystem> {
  const owner = yield* readText(path, mostBytes).pipe(
    Effect.catchTag("WrongFile", wrongFile(path, "Move it away: it is not a lock.")),
  )
  if (owner === undefined) return Option.none()
  const found = yield* FileSystem.FileSystem.use((fs) => fs.stat(path)).pipe(
    Effect.asSome,
    Effect.catchIf(isFault("NotFound"), () => Effect.succeedNone),
    Effect.mapError(storageFailed(`read ${path}`)),
  )
  return Option.map(found, (info) => ({ owner, signAt: timeOf(info) }))
})

/** Whether two looks saw the same owner and the same sign. */
export const isSameSighting = (one: Sighting | undefined, other: Sighting | undefined): boolean =>
  one?.owner === other?.owner && one?.signAt === other?.signAt

/** For how many looks in a row a lock must be unchanged for its owner to be dead: who counts looks is not misled by a clock that is set, or by a sleep of the whole machine. */
export const looksUntilDead = (deadAfter: number): number => Math.ceil(deadAfter / askEvery)

/** Checks whether a lock seems to be held, by the time of its file: good enough to show, and for nothing else. */
export const isHeld = Effect.fnUntraced(function* (lock: string, deadAfter: number) {
  const fs = yield* FileSystem.FileSystem
  const found = yield* Effect.option(fs.stat(lock))
  const now = yield* Clock.currentTimeMillis
  return Option.isSome(found) && Math.abs(now - timeOf(found.value)) <= deadAfter
})
