import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { keepBytes, readBytes } from "../storage/keepBytes.ts"
import { isMissing, makeFolder } from "../storage/makeFolder.ts"
import { removeLeft } from "../storage/removeLeft.ts"
import type { KeptResults } from "./CurrentKeptResults.ts"

const fileOf = (jobId: string): string => `job-${jobId}.zip`

/** Checks whether a file of such a folder is a result that was kept there, or half written. */
export const isKeptResult = (name: string): boolean => /^job-\d+\.zip(?:\..+\.tmp)?$/.test(name)

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
  const keepIn = Effect.fnUntraced(function* <E>(file: string, bytes: Stream.Stream<Uint8Array, E>) {
    if (!(yield* isMissing(file))) return readBytes(file)
    yield* check
    yield* makeFolder(folder)
    yield* removeLeft(file, writer, check)
    return yield* keepBytes(file, bytes, writer)
  })
  return {
    ofJob: (jobId) => ({
      keep: (bytes) =>
        keepIn(join(folder, fileOf(jobId)), bytes).pipe(
          Effect.map(Stream.provideContext(context)),
          Effect.provideContext(context),
        ),
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

/** Removes all results, and those that were half written. */
export const removeKeptResults = (folder: string) =>
  FileSystem.FileSystem.use((fs) => fs.readDirectory(folder)).pipe(
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
    Effect.flatMap((names) => removeAll(folder, names.filter(isKeptResult))),
  )
