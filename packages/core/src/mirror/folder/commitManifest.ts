import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isMissing, syncFolder } from "../../storage/makeFolder.ts"
import { storageFailed } from "../../storage/storageFailed.ts"
import { writeWhole } from "../../storage/writeWhole.ts"
import { isAsWritten } from "./keptRows.ts"
import {
  type KeptFile,
  type Manifest,
  manifestFile,
  manifestText,
  nextManifestFile,
  noCopies,
  readManifest,
} from "./manifest.ts"

/** The name of a file before it takes its place. */
export const stagedFile = (name: string): string => `${name}.next`

const filesOf = ({ modules }: Manifest) => modules.flatMap(({ changes, file }) => [file, ...changes])

/** Puts files in their places, and then the manifest that lists them. */
const putInPlace = Effect.fnUntraced(function* (folder: string, files: ReadonlyArray<KeptFile>) {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  for (const { name } of files) {
    const failed = storageFailed(`write ${join(folder, name)}`)
    yield* Effect.mapError(fs.rename(join(folder, stagedFile(name)), join(folder, name)), failed)
  }
  yield* syncFolder(folder)
  const failed = storageFailed(`write ${join(folder, manifestFile)}`)
  yield* Effect.mapError(fs.rename(join(folder, nextManifestFile), join(folder, manifestFile)), failed)
  yield* syncFolder(folder)
})

/**
 * Makes a manifest the folder's manifest. From the moment when it lies next to the old one, it is what the folder will
 * be: if this process is killed then, the next run completes it.
 */
export const commitManifest = Effect.fnUntraced(function* (
  folder: string,
  manifest: Manifest,
  written: KeptFile,
  left: ReadonlyArray<string>,
): Effect.fn.Return<void, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  yield* writeWhole(join(folder, nextManifestFile), yield* manifestText(manifest))
  yield* putInPlace(folder, [written])
  yield* Effect.forEach(left, (name) => Effect.ignore(fs.remove(join(folder, name), { force: true })), {
    discard: true,
  })
}, Effect.uninterruptible)

const isLeft = (name: string): boolean => name.endsWith(".tmp") || name.endsWith(".next")

/** Reads the manifest of a folder, and finishes what a run was about to put in place when it was killed, or failed. */
export const finishManifest = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<Manifest, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const next = yield* readManifest(folder, nextManifestFile)
  if (next !== undefined) {
    // What is in its place already has no file beside it that is as the manifest says.
    const staged = yield* Effect.filter(filesOf(next), (file) => isAsWritten(join(folder, stagedFile(file.name)), file))
    const others = filesOf(next).filter((file) => !staged.includes(file))
    const inPlace = yield* Effect.filter(others, (file) => isAsWritten(join(folder, file.name), file))
    // One whose files are not there is of a run that lost its place while it was asleep, and came too late.
    if (inPlace.length === others.length) yield* putInPlace(folder, staged)
    else yield* Effect.ignore(fs.remove(join(folder, nextManifestFile), { force: true }))
  }
  return (yield* readManifest(folder, manifestFile)) ?? noCopies
})

/** Opens the manifest of a folder, and removes what runs have left that were killed. */
export const openManifest = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<Manifest, StorageFailed, FileSystem.FileSystem | Path.Path> {
  const fs = yield* FileSystem.FileSystem
  const { join } = yield* Path.Path
  const manifest = yield* finishManifest(folder)
  const known = new Set(filesOf(manifest).map(({ name }) => name))
  const names = yield* Effect.orElseSucceed(fs.readDirectory(folder), (): ReadonlyArray<string> => [])
  const isOfRun = (name: string): boolean =>
    isLeft(name) ||
    (manifest.left?.includes(name) === true && !known.has(name)) ||
    (/^[\w.]+\.changes-\w+\.ndjson$/.test(name) && !known.has(name))
  yield* Effect.forEach(
    names.filter(isOfRun),
    (name) => Effect.ignore(fs.remove(join(folder, name), { force: true })),
    { discard: true },
  )
  const left = yield* Effect.filter(manifest.left ?? [], (name) =>
    Effect.map(isMissing(join(folder, name)), (missing) => !missing),
  )
  return { ...manifest, left }
})
