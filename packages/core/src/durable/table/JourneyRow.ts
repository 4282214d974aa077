import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import { StorageFailed } from "../../failure/StorageFailed.ts"
import { CountColumn } from "../../sql/CountColumn.ts"
import { patiently, sqlFailed } from "../../sql/sqlFailed.ts"
import { JourneyRequest } from "../JourneyRequest.ts"
import { FailureDocument, JourneyProgress, JourneyState, OpenOrder, statesOver } from "../JourneyState.ts"
import { Word } from "../word.ts"

const orNull = <S extends Schema.Top>(schema: S) => Schema.NullOr(Schema.fromJsonString(schema))

/** A journey as the table has it. */
const Row = Schema.Struct({
  key: Schema.String,
  organization: Schema.String,
  kind: Schema.Literals(["export", "import", "mirror", "wait"]),
  /** The request; null once it is pruned. */
  request: Schema.fromJsonString(Schema.NullOr(JourneyRequest)),
  folder: Schema.String,
  state: JourneyState,
  run: CountColumn,
  execution: Schema.NullOr(Schema.String),
  runner: Schema.NullOr(Schema.String),
  progress: orNull(JourneyProgress),
  jobs: Schema.fromJsonString(Schema.Array(Schema.String)),
  credits: CountColumn,
  asks: orNull(OpenOrder),
  word: orNull(Word),
  cancel: CountColumn,
  result: orNull(Schema.Json),
  failure: orNull(FailureDocument),
  queued_at: CountColumn,
  begun_at: Schema.NullOr(CountColumn),
  changed_at: CountColumn,
  ended_at: Schema.NullOr(CountColumn),
  pruned_at: Schema.NullOr(CountColumn),
})

/**
 * A journey, as it is stored.
 *
 * **Example** (How long it has waited for its turn)
 *
 * ```ts
 * import type { JourneyRow } from "@zoho-bulk/core/durable"
 *
 * export const waited = ({ begun_at, queued_at }: JourneyRow, now: Date): number => (begun_at ?? now.getTime()) - queued_at
 * ```
 *
 * @category models
 */
export type JourneyRow = typeof Row.Type

const decode = Schema.decodeUnknownEffect(Row)

export const unreadable = () =>
  new StorageFailed({
    doing: "read the table of journeys",
    problem: "it has a row in an unknown format",
    remedy: "Use the version of zoho-bulk that wrote it.",
  })

/** The failure of a statement about journeys. */
export const tableFailed = sqlFailed("use the table of journeys")

/** Reads rows of the table. */
export const readRows = (rows: ReadonlyArray<object>): Effect.Effect<ReadonlyArray<JourneyRow>, StorageFailed> =>
  Effect.forEach(rows, (row) => Effect.mapError(decode(row), unreadable))

/** Finds a journey by its key, as it is in the table. */
export const rowOf = Effect.fnUntraced(function* (
  key: string,
): Effect.fn.Return<ReadonlyArray<object>, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  return yield* sql<object>`SELECT * FROM zoho_bulk_journeys WHERE key = ${key}`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
})

/**
 * Finds a journey by its key; returns none if nobody has submitted it.
 *
 * **Example** (Its state)
 *
 * ```ts
 * import { findJourney } from "@zoho-bulk/core/durable"
 * import { Effect } from "effect"
 *
 * export const stateOf = (key: string) => Effect.map(findJourney(key), (journey) => journey?.state)
 * ```
 *
 * @category operations
 */
export const findJourney = Effect.fnUntraced(function* (
  key: string,
): Effect.fn.Return<JourneyRow | undefined, StorageFailed, SqlClient.SqlClient> {
  return (yield* readRows(yield* rowOf(key)))[0]
})

/**
 * Which journeys to list.
 *
 * **Example** (The last ten that failed)
 *
 * ```ts
 * import type { ListOptions } from "@zoho-bulk/core/durable"
 *
 * export const failed: ListOptions = { state: "failed", limit: 10 }
 * ```
 *
 * @category configuration
 */
export interface ListOptions {
  /** Only journeys in this state. */
  readonly state?: JourneyState | undefined
  /** Only journeys that are not over. */
  readonly unfinished?: boolean | undefined
  /** Whether to include pruned journeys, of which little more than their keys is left. */
  readonly pruned?: boolean | undefined
  /** The maximum number, the latest first; 100 by default. */
  readonly limit?: number | undefined
}

/**
 * Lists journeys, the last submitted first.
 *
 * **Example** (Journeys that wait for somebody)
 *
 * ```ts
 * import { listJourneys } from "@zoho-bulk/core/durable"
 *
 * export const questions = () => listJourneys({ state: "needs-a-word" })
 * ```
 *
 * @category operations
 */
export const listJourneys = Effect.fnUntraced(function* ({
  limit = 100,
  pruned = false,
  state,
  unfinished = false,
}: ListOptions = {}): Effect.fn.Return<ReadonlyArray<JourneyRow>, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const ofState = state === undefined ? sql`1 = 1` : sql`state = ${state}`
  const kept = pruned ? ofState : sql`${ofState} AND pruned_at IS NULL`
  const chosen = unfinished ? sql`${kept} AND state NOT IN ${sql.in(statesOver)}` : kept
  const rows = sql<object>`SELECT * FROM zoho_bulk_journeys WHERE ${chosen} ORDER BY queued_at DESC, key LIMIT ${limit}`
  return yield* Effect.flatMap(Effect.mapError(patiently(rows), tableFailed), readRows)
})
