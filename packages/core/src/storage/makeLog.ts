import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Random from "effect/Random"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { isMissing, syncFolder } from "./makeFolder.ts"
import { fileOfLog, numbersPerLog } from "./readFencedLog.ts"
import { storageFailed } from "./storageFailed.ts"
import { uniqueName } from "./uniqueName.ts"

const folderMode = 0o700

/** From where on the entries of a log are numbered: a number of 14 digits, that of no other log which was in the same folder before. */
const drawNumber = Effect.map(Random.nextBetween(100_000, 1_000_000), (drawn) => Math.floor(drawn) * numbersPerLog)

/** What processes left that were killed, or were slower than another one, when they made a log. */
const leftBeside = Effect.fnUntraced(function* (folder: string) {
  const fs = yield* FileSystem.FileSystem
  const { basename, dirname, join } = yield* Path.Path
  const isLeft = (name: string): boolean => name.startsWith(`${basename(folder)}.`) && name.endsWith(".tmp")
  return (yield* fs.readDirectory(dirname(folder))).filter(isLeft).map((name) => join(dirname(folder), name))
})

/**
 * Creates the folder of a log, unless it exists. It appears with a file whose name states the number of its first
 * entry.
 *
 * A name is therefore never used twice: a process that was suspended while the log was removed and another one created
 * in its place removes no entry of the new log, and writes none that counts. The parent folder must exist: one that has
 * been removed is not created again.
 */
export const makeLog = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  if (!(yield* isMissing(folder))) return
  const fs = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  const failed = storageFailed(`create the folder ${folder}`)
  const made = `${folder}.${yield* uniqueName}.tmp`
  yield* Effect.mapError(fs.makeDirectory(made, { mode: folderMode }), failed)
  const first = fileOfLog(path, made, yield* drawNumber)
  yield* Effect.mapError(fs.writeFileString(first, "", { flag: "wx", mode: 0o600 }), failed)
  yield* syncFolder(made)
  // Where it cannot be given its name, another process was faster.
  yield* fs
    .rename(made, folder)
    .pipe(
      Effect.catch((error) =>
        Effect.flatMap(isMissing(folder), (isNobodys) => (isNobodys ? Effect.fail(failed(error)) : Effect.void)),
      ),
    )
  const left = yield* Effect.orElseSucceed(leftBeside(folder), () => [])
  yield* Effect.forEach(left, (each) => Effect.ignore(fs.remove(each, { recursive: true, force: true })))
})
