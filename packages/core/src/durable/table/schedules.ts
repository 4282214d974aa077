import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import type { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isThere, patiently } from "../../sql/sqlFailed.ts"
import { JourneyRequest } from "../JourneyRequest.ts"
import { checkSubmission, type Submission } from "./checkSubmission.ts"
import { tableFailed } from "./JourneyRow.ts"

/**
 * A journey that is made again and again.
 *
 * **Example** (How often a day)
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
  /** How long after one the next one is due, in milliseconds. */
  readonly everyMillis: number
}

const encode = Schema.encodeSync(Schema.fromJsonString(JourneyRequest))

/**
 * Has a journey made now, and again and again: each has the key of the schedule with `@` and its time after it. Where the schedule is there already,
 * it is changed, and goes on when it is due.
 *
 * **Details**
 *
 * Whichever runner comes first submits what is due. What was missed while none was there is made once.
 *
 * **Example** (A copy each night)
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
): Effect.fn.Return<void, InvalidRequest | StorageFailed, SqlClient.SqlClient | Path.Path> {
  yield* checkSubmission(scheduled)
  const sql = yield* SqlClient.SqlClient
  const { everyMillis, folder, key, organization, request } = scheduled
  const at = yield* Clock.currentTimeMillis
  yield* sql`INSERT INTO zoho_bulk_schedules (name, organization, request, folder, every, due_at)
    VALUES (${key}, ${organization}, ${encode(request)}, ${folder}, ${everyMillis}, ${at})
    ON CONFLICT (name) DO UPDATE SET organization = excluded.organization, request = excluded.request,
      folder = excluded.folder, every = excluded.every`.pipe(patiently, Effect.mapError(tableFailed))
})

/**
 * Lets nobody make the journeys of a schedule any more; those that are there go on. Says whether there was one.
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

interface Due {
  readonly name: string
  readonly organization: string
  readonly request: string
  readonly folder: string
  readonly every: number | string
  readonly due_at: number | string
}

/** Submits what is due, each once: its key tells for which time. */
export const submitDue = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const now = yield* Clock.currentTimeMillis
  const due = yield* sql<Due>`SELECT * FROM zoho_bulk_schedules WHERE due_at <= ${now}`
  for (const { due_at, every, folder, name, organization, request } of due) {
    const [dueAt, pause] = [Number(due_at), Number(every)]
    const key = `${name}@${dueAt}`
    const kind = Schema.decodeUnknownSync(Schema.fromJsonString(JourneyRequest))(request).kind
    const next = dueAt + pause * (Math.floor((now - dueAt) / pause) + 1)
    yield* sql`INSERT INTO zoho_bulk_journeys
      (key, organization, kind, request, folder, state, run, jobs, credits, cancel, queued_at, changed_at)
      VALUES (${key}, ${organization}, ${kind}, ${request}, ${folder}, 'queued', 1, '[]', 0, 0, ${now}, ${now})`.pipe(
      Effect.catchIf(isThere, () => Effect.void),
    )
    yield* sql`UPDATE zoho_bulk_schedules SET due_at = ${next} WHERE name = ${name} AND due_at = ${dueAt}`
  }
}).pipe(patiently, Effect.mapError(tableFailed))
