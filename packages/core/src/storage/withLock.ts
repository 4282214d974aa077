import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schedule from "effect/Schedule"
import * as Scope from "effect/Scope"
import { StorageFailed } from "../failure/StorageFailed.ts"
import { askEvery, isSameSighting, look, looksUntilDead, type Sighting } from "./lockSighting.ts"
import { isFault, storageFailed } from "./storageFailed.ts"
import { ThisProcess } from "./ThisProcess.ts"
import { uniqueName } from "./uniqueName.ts"
import { makeFolderOf } from "./writeWhole.ts"

/** How often the owner of a lock shows that it lives, after which silence it is taken for dead, and how long others wait for it, in milliseconds. */
export interface LockTimes {
  readonly beatEvery: number
  readonly deadAfter: number
  /** None: who sees that the owner lives does not wait for it. */
  readonly patience: number
}

const patientTimes: LockTimes = { beatEvery: 1_000, deadAfter: 10_000, patience: 30_000 }

/** A lock that is held. */
export interface HeldLock {
  /** Fails once somebody else has it: its owner was silent for so long that it seemed dead. */
  readonly lost: Effect.Effect<never, StorageFailed>
  readonly isLost: Effect.Effect<boolean>
  /** Checks whether somebody else has it by now, before doing something irreversible; fails if so. */
  readonly check: Effect.Effect<void, StorageFailed, FileSystem.FileSystem>
}

/** Somebody else has the lock, who lives. */
export class LockTaken extends Data.TaggedError("LockTaken")<{ readonly problem: string }> {}

const hangs = (lock: string, problem: string): StorageFailed =>
  new StorageFailed({
    doing: `get the lock ${lock}`,
    problem,
    remedy: "Find the program that hangs; the lock is released when it ends.",
  })

const lostTo = (lock: string): StorageFailed =>
  new StorageFailed({
    doing: `keep the lock ${lock}`,
    problem: "this program was silent for so long that another one has taken it",
    remedy: "Run it again once the other program has ended.",
  })

/** The holder of a lock, as it describes itself: only a name on a single line is accepted. */
const holderIn = (found: Sighting | undefined): string => /^\S+ ([ -~]{1,100})$/.exec(found?.owner ?? "")?.[1] ?? "it"

/** Creates the file of a lock, if there is none; returns whether it did. */
const makeFile = (lock: string, owner: string) =>
  FileSystem.FileSystem.use((fs) => fs.writeFileString(lock, owner, { flag: "wx", mode: 0o600 })).pipe(
    Effect.as(true),
    Effect.catchIf(isFault("AlreadyExists"), () => Effect.succeed(false)),
  )

/** Shows that the owner is alive, by the time of the file; returns whether the lock is still its own. */
const beat = Effect.fnUntraced(function* (lock: string, owner: string) {
  const fs = yield* FileSystem.FileSystem
  if (Option.getOrUndefined(yield* look(lock))?.owner !== owner) return false
  const seconds = (yield* Clock.currentTimeMillis) / 1_000
  yield* fs.utimes(lock, seconds, seconds)
  return true
})

/** What takers have moved aside: they are about to remove it, or to give it back, unless they were killed in the middle of it. */
const movedAside = Effect.fnUntraced(
  function* (lock: string) {
    const fs = yield* FileSystem.FileSystem
    const { basename, dirname, join } = yield* Path.Path
    const isMoved = (name: string): boolean => name.startsWith(`${basename(lock)}.`) && name.endsWith(".dead")
    return (yield* fs.readDirectory(dirname(lock))).filter(isMoved).map((name) => join(dirname(lock), name))
  },
  Effect.orElseSucceed((): ReadonlyArray<string> => []),
)

/**
 * Gives a lock back that was moved aside, unless there is another one by now: where files have one name only, it is
 * made again for its owner.
 */
const giveBack = (lock: string, aside: string, owner: string) =>
  FileSystem.FileSystem.use((fs) => fs.link(aside, lock)).pipe(
    Effect.catch((error) => (isFault("AlreadyExists")(error) ? Effect.void : makeFile(lock, owner))),
  )

/**
 * Removes a lock if it is that of an owner. It is given a name of one's own first: what is found under that shows whose it was. Somebody else may
 * have been faster, or this process asleep, and own the lock by then, who gets it back.
 */
const removeOf = Effect.fnUntraced(function* (lock: string, owner: string) {
  const fs = yield* FileSystem.FileSystem
  const aside = `${lock}.${yield* uniqueName}.dead`
  const isMoved = yield* Effect.as(fs.rename(lock, aside), true).pipe(
    Effect.catchIf(isFault("NotFound"), () => Effect.succeed(false)),
  )
  if (!isMoved) return false
  const settled = Effect.gen(function* () {
    const moved = Option.getOrUndefined(yield* look(aside))
    if (moved !== undefined && moved.owner !== owner) yield* giveBack(lock, aside, moved.owner)
    yield* fs.remove(aside, { force: true })
  })
  yield* Effect.ignore(settled)
  return true
})

/**
 * Takes a lock away from an owner that is dead. What other takers had moved aside before this one began to watch is removed: they were killed, or
 * the owner has missed its lock by now.
 */
const takeAway = Effect.fnUntraced(function* (lock: string, dead: Sighting, left: ReadonlyArray<string>) {
  const fs = yield* FileSystem.FileSystem
  if (!isSameSighting(Option.getOrUndefined(yield* look(lock)), dead)) return
  if (!(yield* removeOf(lock, dead.owner))) return
  yield* Effect.forEach(left, (each) => Effect.ignore(fs.remove(each, { force: true })), { discard: true })
})

const release = Effect.fnUntraced(function* (lock: string, owner: string) {
  const fs = yield* FileSystem.FileSystem
  const found = yield* look(lock)
  if (Option.isNone(found) || found.value.owner !== owner) return
  // Where it may have no other name it is removed as it lies there.
  yield* removeOf(lock, owner).pipe(Effect.catch(() => fs.remove(lock, { force: true })))
})

/** Watches a lock for the next sign of its owner; gives what is left of one that gave none for so long that it is dead. */
const watch = Effect.fnUntraced(function* (lock: string, deadAfter: number) {
  const first = Option.getOrUndefined(yield* look(lock))
  let found = first
  for (let looks = 0; found !== undefined && looks < looksUntilDead(deadAfter); looks++) {
    yield* Effect.sleep(askEvery)
    found = Option.getOrUndefined(yield* look(lock))
    if (found !== undefined && !isSameSighting(found, first)) return { lives: true, dead: undefined }
  }
  return { lives: false, dead: found }
})

/** Checks whether the owner of a lock is alive, without touching the lock. */
export const ownerLives = (lock: string, deadAfter: number): Effect.Effect<boolean, never, FileSystem.FileSystem> =>
  watch(lock, deadAfter).pipe(
    Effect.map(({ lives }) => lives),
    Effect.orElseSucceed(() => false),
  )

/** Checks whether the owner of a lock is alive, and removes the lock of a dead one. */
export const isOwned = Effect.fnUntraced(
  function* (lock: string, deadAfter: number) {
    const left = yield* movedAside(lock)
    const { dead, lives } = yield* watch(lock, deadAfter)
    if (dead !== undefined) yield* takeAway(lock, dead, left)
    return lives
  },
  Effect.orElseSucceed(() => false),
)

/** Waits until the lock is ours. */
const acquire = Effect.fnUntraced(function* (
  lock: string,
  owner: string,
  pause: Effect.Effect<void>,
  times: LockTimes,
) {
  let watched: Sighting | undefined
  let left: ReadonlyArray<string> = []
  let unchanged = 0
  let hasMetOther = false
  for (let waited = 0; ; waited += askEvery) {
    if (yield* makeFile(lock, owner)) {
      // Whoever had it has done something meanwhile that this one does not know of.
      if (!hasMetOther || times.patience > 0) return
      yield* Effect.ignore(release(lock, owner))
      return yield* new LockTaken({ problem: `${holderIn(watched)} had the lock a moment ago` })
    }
    hasMetOther = true
    const found = Option.getOrUndefined(yield* look(lock))
    const isSame = isSameSighting(found, watched)
    if (times.patience === 0 && watched !== undefined && found !== undefined && !isSame) {
      return yield* new LockTaken({ problem: `${holderIn(found)} holds the lock` })
    }
    if (!isSame) left = yield* movedAside(lock)
    unchanged = isSame ? unchanged + 1 : 0
    watched = found ?? watched
    if (found !== undefined && unchanged > looksUntilDead(times.deadAfter)) {
      yield* takeAway(lock, found, left)
      watched = undefined
      hasMetOther = false
      continue
    }
    if (times.patience > 0 && waited > times.patience) {
      return yield* new LockTaken({ problem: `another process has held it for ${times.patience / 1_000} s` })
    }
    yield* pause
  }
})

const hold = Effect.fnUntraced(function* (lock: string, times: LockTimes, pause: Effect.Effect<void>) {
  yield* makeFolderOf(lock)
  const name = yield* ThisProcess
  const owner = name === undefined ? yield* uniqueName : `${yield* uniqueName} ${name}`
  yield* Effect.mapError(acquire(lock, owner, pause, times), (error) =>
    error._tag === "PlatformError" ? storageFailed(`get the lock ${lock}`)(error) : error,
  )
  yield* Effect.addFinalizer(() => Effect.ignore(release(lock, owner)))
  yield* Effect.ignore(beat(lock, owner))
  const lost = yield* Deferred.make<never, StorageFailed>()
  yield* beat(lock, owner).pipe(
    Effect.flatMap((isOurs) => (isOurs ? Effect.void : Deferred.fail(lost, lostTo(lock)))),
    Effect.ignore,
    Effect.schedule(Schedule.spaced(times.beatEvery)),
    Effect.interruptible,
    Effect.forkScoped,
  )
  const check = look(lock).pipe(
    Effect.orElseSucceed(() => Option.none()),
    Effect.flatMap((found) =>
      Option.getOrUndefined(found)?.owner === owner ? Effect.void : Effect.fail(lostTo(lock)),
    ),
  )
  return { lost: Deferred.await(lost), isLost: Deferred.isDone(lost), check } satisfies HeldLock
})

/**
 * Holds a lock, which is a file, for as long as the scope is open, so that no other process and no other fiber has it.
 */
export const holdLock = (
  lock: string,
  times: LockTimes = patientTimes,
): Effect.Effect<HeldLock, LockTaken | StorageFailed, Scope.Scope | FileSystem.FileSystem | Path.Path> =>
  Effect.uninterruptibleMask((restore) => hold(lock, times, restore(Effect.sleep(askEvery))))

/**
 * Runs an effect while no other process and no other fiber holds the same lock, which is a file.
 *
 * The owner gives a sign of life every second, or at the given interval; a lock without one for 10 s belongs to a dead
 * process and is taken over. An owner that was suspended for that long, and has lost its lock, is stopped.
 */
export const withLock =
  (lock: string, times: LockTimes = patientTimes) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | StorageFailed, R | FileSystem.FileSystem | Path.Path> =>
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const scope = yield* Scope.make()
        const held = Scope.provide(hold(lock, times, restore(Effect.sleep(askEvery))), scope)
        const got = Effect.mapError(held, (error) => (error._tag === "LockTaken" ? hangs(lock, error.problem) : error))
        return yield* Effect.flatMap(got, ({ lost }) => restore(Effect.raceFirst(self, lost))).pipe(
          Effect.onExit((exit) => Scope.close(scope, exit)),
        )
      }),
    )
