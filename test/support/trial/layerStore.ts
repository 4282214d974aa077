import { layerPostgres } from "@zoho-bulk/core/postgres"
import { layerSqlite, type OpenSqlite } from "@zoho-bulk/core/sqlite"
import { Redacted } from "effect"
import { connectPostgres } from "../connectPostgres.ts"
import { openSqlite } from "../sqlite.ts"

/** A store of journeys: the URL of a PostgreSQL database, or a SQLite file. */
export const layerStore = (store: string, open: OpenSqlite = openSqlite) =>
  store.startsWith("postgres") ? layerPostgres(Redacted.make(store), connectPostgres) : layerSqlite(store, open)
