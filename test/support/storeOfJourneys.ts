import { join } from "node:path"
import { layerSqlite } from "@zoho-bulk/core/sqlite"
import { layerPostgres } from "@zoho-bulk/core/postgres"
import { Effect, Layer, Redacted } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { connectPostgres } from "./connectPostgres.ts"
import { runner } from "./runner.ts"
import { openSqlite } from "./sqlite.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** A database in a file, and the files of a runtime. */
export const layerStoreIn = (file: string) => layerSqlite(file, openSqlite).pipe(Layer.provideMerge(runner.layerFiles))

let schemas = 0

/** The URL of a schema of its own in a PostgreSQL database. */
export const schemaOn = Effect.fnUntraced(function* (url: string) {
  schemas += 1
  const name = `store_${schemas}`
  yield* SqlClient.SqlClient.use((sql) => sql.unsafe(`CREATE SCHEMA ${name}`)).pipe(
    Effect.provide(layerPostgres(Redacted.make(url), connectPostgres)),
    Effect.orDie,
  )
  return `${url}?options=${encodeURIComponent(`-c search_path=${name}`)}`
})

/** A schema of its own in a PostgreSQL database, and the files of a runtime. */
export const layerStoreOn = (url: string) =>
  Layer.unwrap(Effect.map(schemaOn(url), (schema) => layerPostgres(Redacted.make(schema), connectPostgres))).pipe(
    Layer.provideMerge(runner.layerFiles),
  )

/** A folder of its own with a database in it. */
export const storeFolder = Effect.map(temporaryFolder, (folder) => ({ folder, file: join(folder, "journeys.db") }))
