import type { StagePlan } from "../mirror/MirrorTarget.ts"
import type { KnownCopy } from "./copyTables.ts"
import type { TableColumn } from "./moduleTable.ts"
import type { SqliteClient } from "./SqliteClient.ts"
import type { StagedRows } from "./stagedRows.ts"

/** Everything that is known of a module's rows while they are staged. */
export interface StageGround {
  readonly client: SqliteClient
  readonly plan: StagePlan
  /** The copy as it was when the run began. */
  readonly before: KnownCopy | undefined
  readonly rows: StagedRows
  /** Whether rows of deleted records stay, with the time of their deletion. */
  readonly keepsDeleted: boolean
  /** The current table of the copy and its columns; an empty one if there is none. */
  readonly old: string
  readonly oldColumns: ReadonlyArray<TableColumn>
  /** The table exists, and is a copy. */
  readonly hasOld: boolean
  /** What is true for the rows `m` of the old table whose records are not deleted. */
  readonly isAlive: string
  /** The name of the table of rows that have come. */
  readonly table: string
  /** That name as SQL has it. */
  readonly staged: string
  /** The table of ids of old rows that go, and when they were deleted. */
  readonly gone: string
}

/** What is true for the rows `m` of a table whose ids are not in another one. */
export const isNotIn = (table: string): string => `NOT EXISTS (SELECT 1 FROM ${table} WHERE id = m.id)`
