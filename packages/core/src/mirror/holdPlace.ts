import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import type * as Scope from "effect/Scope"
import { MirrorTaken, type TargetFailure } from "../failure/MirrorFailure.ts"
import { type HeldLock, holdLock } from "../storage/withLock.ts"

/** A mirror run does not wait for another one, and takes over soon after one that was killed. */
const lockTimes = { beatEvery: 500, deadAfter: 5_000, patience: 0 }

/** Holds the place of copies, by its lock, for as long as the scope is open. */
export const holdPlace = (
  target: string,
  lock: string,
): Effect.Effect<HeldLock, TargetFailure, Scope.Scope | FileSystem.FileSystem | Path.Path> =>
  Effect.mapError(holdLock(lock, lockTimes), (error) =>
    error._tag === "LockTaken" ? new MirrorTaken({ target, problem: error.problem }) : error,
  )
