import { Deferred, Effect, Fiber, FileSystem, Layer } from "effect"
import { runner } from "./runner.ts"

/** The files of a process. */
export type Files = Layer.Layer<Layer.Success<typeof runner.layerFiles>>

/** What a process may be about to do to a file. */
export type Call = "remove" | "rename" | "makeDirectory" | "open"

/** The files of a process that falls asleep right before it does one thing to a file, as SIGSTOP or a sleeping laptop may have it. */
export const sleepy = (calls: ReadonlyArray<Call>, isIt: (path: string) => boolean) => {
  const [asleep, woken] = [Deferred.makeUnsafe<void>(), Deferred.makeUnsafe<void>()]
  let isArmed = false
  const nap = <A, E, R>(call: Call, path: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.suspend(() => {
      if (!isArmed || !calls.includes(call) || !isIt(path)) return effect
      isArmed = false
      return Effect.andThen(Deferred.succeed(asleep, undefined), Effect.andThen(Deferred.await(woken), effect))
    })
  const fileSystem = Layer.effect(
    FileSystem.FileSystem,
    Effect.map(FileSystem.FileSystem, (fs) => ({
      ...fs,
      remove: (path: string, options?: Parameters<typeof fs.remove>[1]) =>
        nap("remove", path, fs.remove(path, options)),
      rename: (from: string, to: string) => nap("rename", to, fs.rename(from, to)),
      makeDirectory: (path: string, options?: Parameters<typeof fs.makeDirectory>[1]) =>
        nap("makeDirectory", path, fs.makeDirectory(path, options)),
      open: (path: string, options?: Parameters<typeof fs.open>[1]) => nap("open", path, fs.open(path, options)),
    })),
  )
  return {
    files: Layer.provideMerge(fileSystem, runner.layerFiles) satisfies Files,
    /** Begins something, which falls asleep in the middle of it; succeeds with what wakes it, and how it ends then. */
    fallAsleep: <A, E, R>(deed: Effect.Effect<A, E, R>) =>
      Effect.gen(function* () {
        isArmed = true
        const fiber = yield* Effect.forkChild(deed, { startImmediately: true })
        yield* Deferred.await(asleep)
        return Effect.andThen(Deferred.succeed(woken, undefined), Fiber.await(fiber))
      }),
  }
}
