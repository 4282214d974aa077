import { join } from "node:path"
import { layerSqlite } from "@zoho-bulk/core/sqlite"
import { Effect, Layer } from "effect"
import { runner } from "./runner.ts"
import { openSqlite } from "./sqlite.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** A database in a file, and the files of a runtime. */
export const layerStoreIn = (file: string) => layerSqlite(file, openSqlite).pipe(Layer.provideMerge(runner.layerFiles))

/** A folder of its own with a database in it. */
export const storeFolder = Effect.map(temporaryFolder, (folder) => ({ folder, file: join(folder, "journeys.db") }))
