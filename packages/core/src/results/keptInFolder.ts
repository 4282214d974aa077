import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { keepBytes, readBytes } from "../storage/keepBytes.ts"
import { isMissing, makeFolder } from "../storage/makeFolder.ts"
import { removeLeft } from "../storage/removeLeft.ts"
import type { KeptResults } from "./CurrentKeptResults.ts"
import { wholeArchive } from "./wholeArchive.ts"

const fileOf = (jobId: string): string => `job-${jobId}.zip`

/** Checks whether a file of such a folder is a result that was kept there, or half written. */
export const isKeptResult = (name: string): boolean => /^job-\d+\.zip(?:\..+\.tmp)?$/.test(name)

/** Whether a result is there as it was downloaded: one that is damaged is downloaded again. */
const isWhole = Effect.fnUntraced(function* (jobId: string, file: string) {
  if (yield* isMissing(file)) return false
  return yield* Effect.isSuccess(Stream.runDrain(wholeArchive(jobId, readBytes(file))))
})

/**
 * Keeps results in files of a folder, so that the process that goes on after this one does not download them again. It
 * goes by the same writer's name, and is the only one that passes the check.
 */
export const keptInFolder = Effect.fnUntraced(function* (
  folder: string,
  writer: string,
  check: Effect.Effect<void, StorageFailed>,
) {
  const { join } = yield* Path.Path
  const context = yield* Effect.context<FileSystem.FileSystem | Path.Path>()
  const keepIn = Effect.fnUntraced(function* <E>(jobId: string, bytes: Stream.Stream<Uint8Array, E>) {
    const file = join(folder, fileOf(jobId))
    if (yield* isWhole(jobId, file)) return readBytes(file)
    yield* check
    yield* makeFolder(folder)
    yield* removeLeft(file, writer, check)
    // Meanwhile the journey may have gone on elsewhere, and be over.
    return yield* keepBytes(file, Stream.concat(bytes, Stream.fromEffectDrain(check)), writer)
  })
  return {
    ofJob: (jobId) => ({
      keep: (bytes) =>
        keepIn(jobId, bytes).pipe(Effect.map(Stream.provideContext(context)), Effect.provideContext(context)),
    }),
  } satisfies KeptResults
})

const removeAll = Effect.fnUntraced(function* (folder: string, names: ReadonlyArray<string>) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const remove = (name: string) => Effect.ignore(fs.remove(join(folder, name), { force: true }))
  yield* Effect.forEach(names, remove, { discard: true })
})

/** Removes the results of some jobs. */
export const removeResultsOf = (folder: string, jobs: ReadonlyArray<string>) => removeAll(folder, jobs.map(fileOf))

/**
 * Removes all results, and those that were half written, once it is certain that nobody has overtaken us. What is half
 * written by whoever does so later has names that were not found before.
 */
export const removeKeptResults = Effect.fnUntraced(function* <E, R>(folder: string, check: Effect.Effect<void, E, R>) {
  const fs = yield* FileSystem.FileSystem
  const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), (): ReadonlyArray<string> => [])
  yield* check
  yield* removeAll(folder, names.filter(isKeptResult))
})
