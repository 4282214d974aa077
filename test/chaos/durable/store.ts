import { layerPostgres } from "@zoho-bulk/core/postgres"
import { layerSqlite } from "@zoho-bulk/core/sqlite"
import { Redacted } from "effect"
import { connectPostgres } from "../../support/connectPostgres.ts"
import { openSqlite } from "../../support/sqlite.ts"

/** A store of journeys: the URL of a PostgreSQL database, or a SQLite file. */
export const layerStore = (store: string) =>
  store.startsWith("postgres") ? layerPostgres(Redacted.make(store), connectPostgres) : layerSqlite(store, openSqlite)
