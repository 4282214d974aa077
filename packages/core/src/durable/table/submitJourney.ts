import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
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
import { checkIsNew } from "./checkIsNew.ts"
import { checkSubmission, type Submission } from "./checkSubmission.ts"
import { type JourneyRow, readRows, tableFailed } from "./JourneyRow.ts"

const encode = Schema.encodeSync(Schema.fromJsonString(JourneyRequest))

const wrong = (problem: string, remedy: string) => new InvalidRequest({ problem, remedy })

/** Submissions check and write one after the other. */
const inTurn = (sql: SqlClient.SqlClient) =>
  sql.onDialectOrElse({
    pg: () => Effect.asVoid(sql`SELECT pg_advisory_xact_lock(7264829106)`),
    // Its transactions begin as those of who writes.
    orElse: () => Effect.void,
  })

/** Reports what a journey was before, if another one has its key. */
const checkIsSame = Effect.fnUntraced(function* (known: JourneyRow, { key, organization }: Submission, asked: string) {
  const isSame = known.organization === organization && known.request !== null && encode(known.request) === asked
  if (isSame) return
  if (known.request === null) {
    return yield* wrong(
      `The key ${key} is that of a journey that was pruned: ${known.kind} for ${known.organization}, ${known.state}`,
      "Submit it under another key. What was pruned cannot go on, and its key stays taken, so that nothing is ordered twice.",
    )
  }
  return yield* wrong(
    `The key ${key} belongs to another journey: ${known.kind} for ${known.organization}, ${known.state}`,
    "Give each journey its own key; keys are never reused, even after pruning.",
  )
})

/**
 * Stores a journey for a runner to carry. If it is already stored, nothing is added; if it has failed or was cancelled,
 * it is queued again and resumes from its journal.
 *
 * **Details**
 *
 * No runner need be there, and Zoho is not called. Fails with `InvalidRequest` if another journey has the same key, a
 * path is not absolute, or an unfinished journey writes to the same file or inserts the rows of the same one into the
 * same module.
 *
 * **Example** (Contacts, once a day)
 *
 * ```ts
 * import { submitJourney } from "@zoho-bulk/core/durable"
 *
 * export const contactsOf = (day: string) =>
 *   submitJourney({
 *     key: `contacts-${day}`,
 *     organization: "zylker",
 *     request: { kind: "export", request: { module: "Contacts" }, output: `/var/lib/zoho/contacts-${day}.csv` },
 *     folder: "/var/lib/zoho/journeys",
 *   })
 * ```
 *
 * @category operations
 */
export const submitJourney = Effect.fnUntraced(function* (
  submission: Submission,
): Effect.fn.Return<
  "queued" | "known" | "queued again",
  InvalidRequest | StorageFailed,
  SqlClient.SqlClient | Path.Path
> {
  const { folder, key, organization, request } = submission
  yield* checkSubmission(submission)
  const sql = yield* SqlClient.SqlClient
  const asked = encode(request)
  const at = yield* Clock.currentTimeMillis
  return yield* Effect.gen(function* () {
    yield* inTurn(sql)
    const [known] = yield* Effect.flatMap(sql<object>`SELECT * FROM zoho_bulk_journeys WHERE key = ${key}`, readRows)
    if (known !== undefined) {
      yield* checkIsSame(known, submission, asked)
      if (known.state !== "failed" && known.state !== "cancelled") return "known"
    }
    yield* checkIsNew(submission)
    yield* checkIsFree(request, sql`key = ${key}`)
    if (known === undefined) {
      yield* sql`INSERT INTO zoho_bulk_journeys
        (key, organization, kind, request, folder, state, run, jobs, credits, cancel, queued_at, changed_at)
        VALUES (${key}, ${organization}, ${request.kind}, ${asked}, ${folder}, 'queued', 1, '[]', 0, 0, ${at}, ${at})`
      return "queued"
    }
    yield* sql`UPDATE zoho_bulk_journeys SET state = 'queued', run = ${known.run + 1}, execution = NULL, cancel = 0, failure = NULL, asks = NULL,
      word = NULL, ended_at = NULL, begun_at = NULL, queued_at = ${at}, changed_at = ${at}
      WHERE key = ${key} AND run = ${known.run} AND state IN ('failed', 'cancelled')`
    return "queued again"
  }).pipe(
    inTransaction(sql),
    patiently,
    Effect.mapError((error) => (isSqlError(error) ? tableFailed(error) : error)),
  )
})
