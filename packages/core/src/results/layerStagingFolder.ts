import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Path from "effect/Path"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { checkPath } from "../storage/checkPath.ts"
import { keepNameless } from "../storage/keepNameless.ts"
import { makeFolder } from "../storage/makeFolder.ts"
import { uniqueName } from "../storage/uniqueName.ts"
import { ResultStaging } from "./ResultStaging.ts"

type MakeFolder = Effect.Effect<void, StorageFailed, FileSystem.FileSystem | Path.Path>

const layerIn = (
  folder: string,
  make: MakeFolder,
): Layer.Layer<ResultStaging, never, FileSystem.FileSystem | Path.Path> =>
  Layer.effect(
    ResultStaging,
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      const context = Context.make(FileSystem.FileSystem, fs).pipe(Context.add(Path.Path, path))
      return ResultStaging.of({
        keep: (bytes) =>
          Effect.gen(function* () {
            yield* checkPath(folder, "store a result")
            yield* make
            return yield* keepNameless(path.join(folder, `${yield* uniqueName}.zip`), bytes)
          }).pipe(Effect.provide(context)),
      })
    }),
  )

/** Provides staging in files of an existing folder; if that is removed, it is not created again. */
export const layerStagingInPlace = (folder: string) => layerIn(folder, Effect.void)

/**
 * Provides staging in files of a folder, which is created if needed. Each file has mode 0600, and no name from the
 * moment it is opened: the system removes it when its rows have been read, or when the process ends or is killed.
 *
 * **Example** (Rows of a download that may break off, on Node)
 *
 * ```ts
 * import { exportRecords, Staging } from "@zoho-bulk/core"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Stream } from "effect"
 *
 * const staging = Staging.layerFolder("/tmp/reports")
 *
 * export const contacts = exportRecords({ module: "Contacts" }, undefined, { staging }).pipe(Stream.provide(layerFiles))
 * ```
 *
 * @category layers
 */
export const layerStagingFolder = (
  folder: string,
): Layer.Layer<ResultStaging, never, FileSystem.FileSystem | Path.Path> => layerIn(folder, makeFolder(folder))
