import { Gzip, MayRead, ThisProcess } from "@zoho-bulk/core/runtime"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import type * as Path from "effect/Path"
import { layerFileSystem } from "./fileSystem.ts"
import { gzip } from "./gzip.ts"
import { thisProcess } from "./thisProcess.ts"

/** Checks whether Deno was allowed to read something, without asking anyone. */
const mayRead = (path: string): boolean => Deno.permissions.querySync({ name: "read", path }).state === "granted"

/**
 * Provides the files of this machine, for `Journal.layerFolder`, `Staging.layerFolder` and `Auth.layerTokenFile`.
 *
 * **Example** (An export that can be resumed)
 *
 * ```ts
 * import { exportRecords, Journal } from "@zoho-bulk/core"
 * import { layerFiles } from "@zoho-bulk/deno-runner"
 * import { Stream } from "effect"
 *
 * const journal = Journal.layerFolder("/var/lib/reports/contacts")
 *
 * export const contacts = exportRecords({ module: "Contacts" }, undefined, { journal }).pipe(Stream.provide(layerFiles))
 * ```
 *
 * @category layers
 */
export const layerFiles: Layer.Layer<FileSystem.FileSystem | Path.Path> = Layer.mergeAll(
  layerFileSystem,
  Layer.succeed(Gzip, gzip),
  Layer.succeed(MayRead, mayRead),
  Layer.sync(ThisProcess, thisProcess),
)
