import * as Effect from "effect/Effect"
import type * as SqlClient from "effect/sql/SqlClient"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { journalTables } from "../../sql/journal/journalRows.ts"
import type { OwnTables } from "../../sql/ownTables.ts"
import { upgradeTables } from "../../sql/upgradeTables.ts"

/**
 * The tables for journeys and schedules, and for what organisations have downloaded. Keys are permanent, so that
 * nothing is ever ordered again for one.
 */
export const journeyTables: OwnTables = {
  name: "journeys",
  steps: [
    [
      `CREATE TABLE zoho_bulk_journeys (
        key TEXT PRIMARY KEY NOT NULL,
        organization TEXT NOT NULL,
        kind TEXT NOT NULL,
        request TEXT NOT NULL,
        folder TEXT NOT NULL,
        state TEXT NOT NULL,
        run INTEGER NOT NULL,
        execution TEXT,
        runner TEXT,
        life TEXT,
        progress TEXT,
        jobs TEXT NOT NULL,
        credits BIGINT NOT NULL,
        asks TEXT,
        word TEXT,
        cancel INTEGER NOT NULL,
        result TEXT,
        failure TEXT,
        queued_at BIGINT NOT NULL,
        begun_at BIGINT,
        changed_at BIGINT NOT NULL,
        ended_at BIGINT,
        pruned_at BIGINT
      )`,
      "CREATE INDEX zoho_bulk_journeys_by_state ON zoho_bulk_journeys (state, organization, queued_at)",
      `CREATE TABLE zoho_bulk_schedules (
        name TEXT PRIMARY KEY NOT NULL,
        organization TEXT NOT NULL,
        request TEXT NOT NULL,
        folder TEXT NOT NULL,
        every BIGINT NOT NULL,
        due_at BIGINT NOT NULL
      )`,
    ],
    ["CREATE TABLE zoho_bulk_organizations (name TEXT PRIMARY KEY NOT NULL, downloads TEXT NOT NULL)"],
    ["ALTER TABLE zoho_bulk_schedules ADD COLUMN last_at BIGINT"],
  ],
}

/**
 * Creates the tables for journeys and journals in a database, or upgrades them to this program's version; refuses those
 * of a later version.
 *
 * **Example** (Before anything is submitted)
 *
 * ```ts
 * import { prepareStore } from "@zoho-bulk/core/durable"
 * import { layerSqlite } from "@zoho-bulk/core/sqlite"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { openSqlite } from "@zoho-bulk/node-runner/sqlite"
 * import { Effect } from "effect"
 *
 * export const ready = prepareStore.pipe(
 *   Effect.provide(layerSqlite("/var/lib/zoho/journeys.db", openSqlite)),
 *   Effect.provide(layerFiles),
 * )
 * ```
 *
 * @category operations
 */
export const prepareStore: Effect.Effect<void, StorageFailed, SqlClient.SqlClient> = Effect.andThen(
  upgradeTables(journalTables),
  upgradeTables(journeyTables),
)
