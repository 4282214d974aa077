import { amount, number } from "../../domain/amount.ts"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import * as Stream from "effect/Stream"
import type { CopyProof } from "../CopyProof.ts"
import { changedFiles, keptRows } from "./keptRows.ts"
import { type ModuleEntry, manifestFile, nextManifestFile, readManifest } from "./manifest.ts"

const differencesOf = Effect.fnUntraced(function* (folder: string, entry: ModuleEntry) {
  const { checkpoint, file } = entry
  const changed = yield* changedFiles(folder, entry)
  if (changed.length > 0) return changed.map(({ name }) => `${name} has changed since it was written`)
  const rows = yield* Effect.result(Stream.runCount(keptRows(folder, entry)))
  if (rows._tag === "Failure") return [`${file.name} cannot be read: ${rows.failure.problem}`]
  return rows.success === checkpoint.rows
    ? []
    : [`${file.name} has ${amount(rows.success, "row")} instead of ${number(checkpoint.rows)}`]
})

/**
 * Compares a folder of copies with its manifest: every byte of the files, and the manifest itself. It does not call
 * Zoho.
 *
 * **Example** (What somebody has changed)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const changed = (folder: string) =>
 *   Effect.map(Mirror.verifyFolder(folder), ({ differences }) => differences)
 * ```
 *
 * @category operations
 */
export const verifyFolder = Effect.fnUntraced(function* (
  folder: string,
): Effect.fn.Return<CopyProof, never, FileSystem.FileSystem | Path.Path> {
  const read = yield* Effect.result(readManifest(folder, manifestFile))
  if (read._tag === "Failure") return { checkpoints: [], differences: [`${manifestFile}: ${read.failure.problem}`] }
  if (read.success === undefined) {
    return { checkpoints: [], differences: [`there is no ${manifestFile}`], isAbsent: true }
  }
  const { modules } = read.success
  // A run that was killed may have put files in place that only the next manifest tells of.
  const next = yield* Effect.orElseSucceed(readManifest(folder, nextManifestFile), () => undefined)
  const found = yield* Effect.forEach(modules, (entry) =>
    Effect.gen(function* () {
      const differences = yield* differencesOf(folder, entry)
      const { module } = entry.checkpoint
      const later = next?.modules.find(({ checkpoint }) => checkpoint.module === module)
      if (differences.length === 0 || later === undefined) return { entry, differences }
      const ofLater = yield* differencesOf(folder, later)
      return ofLater.length === 0 ? { entry: later, differences: [] } : { entry, differences }
    }),
  )
  return {
    checkpoints: found.map(({ entry }) => entry.checkpoint),
    differences: found.flatMap(({ differences }) => differences),
  }
})
