import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"

/** Where journeys are written down that runners make: a file of one machine, or a database that machines share. */
export const storeFlags = {
  store: optional(
    Flag.String("store").pipe(
      Flag.withMetavar("<file>"),
      Flag.withDescription("SQLite database of the journeys, such as journeys.db (this or --database)"),
    ),
  ),
  database: optional(
    Flag.String("database").pipe(
      Flag.withMetavar("<url>"),
      Flag.withDescription(
        "PostgreSQL database of the journeys, such as postgresql://zoho@127.0.0.1/journeys, with its password in ZOHO_DATABASE_PASSWORD (experimental)",
      ),
    ),
  ),
  insecureDatabase: Flag.Boolean("insecure-database").pipe(
    Flag.withDescription("connect to a database on another machine without TLS"),
    Flag.withDefault(false),
  ),
} as const

/** What was given of them. */
export interface StoreFlags {
  readonly store: string | undefined
  readonly database: string | undefined
  readonly insecureDatabase: boolean
}
