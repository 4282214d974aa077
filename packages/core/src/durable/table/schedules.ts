import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import { isSqlError } from "effect/sql/SqlError"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { inTransaction } from "../../sql/inTransaction.ts"
import { patiently } from "../../sql/sqlFailed.ts"
import { JourneyRequest } from "../JourneyRequest.ts"
import { checkIsFree } from "./checkIsFree.ts"
import { checkSubmission, type Submission } from "./checkSubmission.ts"
import { tableFailed } from "./JourneyRow.ts"

/**
 * A journey that is submitted again and again.
 *
 * **Example** (How many times a day)
 *
 * ```ts
 * import type { Scheduled } from "@zoho-bulk/core/durable"
 *
 * export const timesADay = ({ everyMillis }: Scheduled): number => 86_400_000 / everyMillis
 * ```
 *
 * @category models
 */
export interface Scheduled extends Submission {
  /** The time from one run to the next, in milliseconds. */
  readonly everyMillis: number
}

/**
 * When a schedule is next due, and what it replaced, if it already existed.
 *
 * **Example** (Whether it is new)
 *
 * ```ts
 * import type { ScheduleSet } from "@zoho-bulk/core/durable"
 *
 * export const isNew = ({ replaced }: ScheduleSet): boolean => replaced === undefined
 * ```
 *
 * @category models
 */
export interface ScheduleSet {
  /** When it is next due, in milliseconds since the epoch. */
  readonly dueAt: number
  /** The previous interval, and whether the request is the same as before. */
  readonly replaced?: {
    /** The interval before, in milliseconds. */
    readonly everyMillis: number
    /** Whether its journeys ask for the same as before. */
    readonly isSame: boolean
  }
}

interface Before {
  readonly organization: string
  readonly request: string
  readonly every: number | string
}

/** The longest interval, in milliseconds: beyond it, the next time would not be a valid date. */
const longest = 8.64e15

const encode = Schema.encodeSync(Schema.fromJsonString(JourneyRequest))
const decode = Schema.decodeUnknownOption(Schema.fromJsonString(JourneyRequest))

/** Whether a journey is a run of a schedule: its key is that of the schedule, an `@` and a time. */
const isRunOf = (sql: SqlClient.SqlClient, name: string) => {
  const prefix = `${name}@`
  return sql`substr(key, 1, ${prefix.length}) = ${prefix} AND key <> ${prefix}
    AND ltrim(substr(key, ${prefix.length + 1}), '0123456789') = ''`
}

/**
 * Schedules a journey: it is due now, and then at regular intervals. Each run has the key of the schedule, followed by
 * `@` and its time. If the schedule already exists, it is changed, and continues when it is next due, or after its new
 * interval if that is sooner. Returns when it is next due, and what it replaced.
 *
 * **Details**
 *
 * The first runner to look submits what is due. Whatever was missed while no runner was there is submitted once. A run
 * that comes due while the previous one is not over is left out: two would write the same files. Fails with
 * `InvalidRequest` if an unfinished journey, other than a run of its own, writes to the same file.
 *
 * **Example** (A copy every night)
 *
 * ```ts
 * import { scheduleJourney } from "@zoho-bulk/core/durable"
 *
 * export const nightly = () => scheduleJourney({
 *   key: "copies",
 *   organization: "zylker",
 *   request: {
 *     kind: "mirror",
 *     modules: [{ module: "Leads" }],
 *     target: { _tag: "folder", folder: "/var/lib/zoho/copies" },
 *   },
 *   folder: "/var/lib/zoho/journeys",
 *   everyMillis: 24 * 60 * 60 * 1_000,
 * })
 * ```
 *
 * @category operations
 */
export const scheduleJourney = Effect.fnUntraced(function* (
  scheduled: Scheduled,
): Effect.fn.Return<ScheduleSet, InvalidRequest | StorageFailed, SqlClient.SqlClient | Path.Path> {
  yield* checkSubmission(scheduled)
  const { everyMillis, folder, key, organization, request } = scheduled
  if (!Number.isSafeInteger(everyMillis) || everyMillis < 1 || everyMillis > longest) {
    return yield* new InvalidRequest({
      problem: `${everyMillis} ms is not a valid interval for a schedule`,
      remedy: "Give a whole number of milliseconds, 1 or more.",
    })
  }
  const sql = yield* SqlClient.SqlClient
  const at = yield* Clock.currentTimeMillis
  const asked = encode(request)
  yield* checkIsFree(request, isRunOf(sql, key)).pipe(
    patiently,
    Effect.mapError((error) => (isSqlError(error) ? tableFailed(error) : error)),
  )
  const [before] = yield* sql<Before>`SELECT organization, request, every FROM zoho_bulk_schedules
    WHERE name = ${key}`.pipe(patiently, Effect.mapError(tableFailed))
  const [now] = yield* sql<{
    readonly due_at: number | string
  }>`INSERT INTO zoho_bulk_schedules (name, organization, request, folder, every, due_at)
    VALUES (${key}, ${organization}, ${asked}, ${folder}, ${everyMillis}, ${at})
    ON CONFLICT (name) DO UPDATE SET organization = excluded.organization, request = excluded.request,
      folder = excluded.folder, every = excluded.every,
      due_at = CASE WHEN zoho_bulk_schedules.due_at > ${at + everyMillis} THEN ${at + everyMillis}
        ELSE zoho_bulk_schedules.due_at END RETURNING due_at`.pipe(patiently, Effect.mapError(tableFailed))
  const dueAt = Number(now?.due_at ?? at)
  if (before === undefined) return { dueAt }
  const isSame = before.organization === organization && before.request === asked
  return { dueAt, replaced: { everyMillis: Number(before.every), isSame } }
})

/** A schedule as the table has it. */
export interface KnownSchedule {
  readonly key: string
  readonly organization: string
  /** Of which kind its journeys are; absent where this version cannot read that. */
  readonly kind: JourneyRequest["kind"] | undefined
  readonly everyMillis: number
  /** When it is due next, in milliseconds since the epoch. */
  readonly dueAt: number
  /** The journey that was made last, and its state. */
  readonly last: { readonly key: string; readonly state: string } | undefined
}

interface Due {
  readonly name: string
  readonly organization: string
  readonly request: string
  readonly every: number | string
  readonly due_at: number | string
}

/** Lists the schedules, those that are due next first. */
export const listSchedules: Effect.Effect<
  ReadonlyArray<KnownSchedule>,
  StorageFailed,
  SqlClient.SqlClient
> = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const rows = yield* sql<Due & { readonly last_key: string | null; readonly state: string | null }>`SELECT
        s.name, s.organization, s.request, s.every, s.due_at, j.key AS last_key, j.state
      FROM zoho_bulk_schedules s LEFT JOIN zoho_bulk_journeys j ON j.key = s.name || '@' || s.last_at
      ORDER BY s.due_at, s.name`.pipe(patiently, Effect.mapError(tableFailed))
  return rows.map(({ due_at, every, last_key, name, organization, request, state }) => ({
    key: name,
    organization,
    kind: Option.getOrUndefined(decode(request))?.kind,
    everyMillis: Number(every),
    dueAt: Number(due_at),
    last: last_key === null || state === null ? undefined : { key: last_key, state },
  }))
})

/**
 * Ends a schedule: it submits no more journeys, and existing ones continue. Returns whether there was such a schedule.
 *
 * **Example** (No more copies)
 *
 * ```ts
 * import { endSchedule } from "@zoho-bulk/core/durable"
 *
 * export const noMoreCopies = () => endSchedule("copies")
 * ```
 *
 * @category operations
 */
export const endSchedule = Effect.fnUntraced(function* (
  key: string,
): Effect.fn.Return<boolean, StorageFailed, SqlClient.SqlClient> {
  const sql = yield* SqlClient.SqlClient
  const gone = yield* sql`DELETE FROM zoho_bulk_schedules WHERE name = ${key} RETURNING name`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  return gone.length > 0
})

/**
 * Submits a run of a schedule, unless one is not over, and moves the schedule on. Runners do this one after the other:
 * whoever changes the time first holds the row, and the others then find another time in it.
 */
const submitRun = Effect.fnUntraced(function* ({ due_at, every, name, request }: Due, now: number) {
  const sql = yield* SqlClient.SqlClient
  const [dueAt, pause] = [Number(due_at), Math.max(1, Number(every))]
  const next = dueAt + pause * (Math.floor((now - dueAt) / pause) + 1)
  // By now it may have been ended, or asks for something else.
  const moved = yield* sql`UPDATE zoho_bulk_schedules SET due_at = ${next}
    WHERE name = ${name} AND due_at = ${dueAt} AND request = ${request} RETURNING name`
  if (moved.length === 0) return
  const found = decode(request)
  if (found._tag === "None") {
    return yield* Effect.logWarning(`The schedule ${name} has an unknown format, and is skipped`)
  }
  const key = `${name}@${dueAt}`
  yield* sql`INSERT INTO zoho_bulk_journeys
    (key, organization, kind, request, folder, state, run, jobs, credits, cancel, queued_at, changed_at)
    SELECT ${key}, organization, ${found.value.kind}, request, folder, 'queued', 1, '[]', 0, 0, ${now}, ${now}
    FROM zoho_bulk_schedules WHERE name = ${name} AND NOT EXISTS (
      SELECT 1 FROM zoho_bulk_journeys WHERE state IN ('queued', 'running', 'needs-a-word') AND ${isRunOf(sql, name)}
    )
    ON CONFLICT (key) DO NOTHING`
  yield* sql`UPDATE zoho_bulk_schedules SET last_at = ${dueAt}
    WHERE name = ${name} AND EXISTS (SELECT 1 FROM zoho_bulk_journeys WHERE key = ${key})`
})

/**
 * Submits what is due, each once: its key includes its time. A schedule that this version cannot read misses that time,
 * and does not hold up the others.
 */
export const submitDue = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const now = yield* Clock.currentTimeMillis
  const due =
    yield* sql<Due>`SELECT name, organization, request, every, due_at FROM zoho_bulk_schedules WHERE due_at <= ${now}`
  for (const each of due) yield* inTransaction(sql)(submitRun(each, now))
}).pipe(patiently, Effect.mapError(tableFailed))
