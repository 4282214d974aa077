import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { isThere, patiently } from "../../sql/sqlFailed.ts"
import { JourneyRequest } from "../JourneyRequest.ts"
import { checkSubmission, type Submission } from "./checkSubmission.ts"
import { findJourney, type JourneyRow, tableFailed } from "./JourneyRow.ts"

const wrong = (problem: string, remedy: string) => new InvalidRequest({ problem, remedy })

const encode = Schema.encodeSync(Schema.fromJsonString(JourneyRequest))

/** Says what a journey was before, if another one has its key. */
const checkIsSame = Effect.fnUntraced(function* (known: JourneyRow, { key, organization }: Submission, asked: string) {
  const isSame = known.organization === organization && known.request !== null && encode(known.request) === asked
  if (isSame) return
  return yield* wrong(
    `The key ${key} is that of another journey: ${known.kind} for ${known.organization}, ${known.state}`,
    "Give each journey a key of its own; keys stay taken when journeys are pruned.",
  )
})

/**
 * Writes a journey down, so that a runner makes it. Where it is written down already, nothing is added; where it has failed or was cancelled, it is
 * queued again, and goes on with what its journal has.
 *
 * **Details**
 *
 * No runner need be there, and nothing is asked of Zoho. Another journey of the same key, or files without their whole names, fail with
 * `InvalidRequest`.
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
  const isNew = yield* sql`INSERT INTO zoho_bulk_journeys
    (key, organization, kind, request, folder, state, run, jobs, credits, cancel, queued_at, changed_at)
    VALUES (${key}, ${organization}, ${request.kind}, ${asked}, ${folder}, 'queued', 1, '[]', 0, 0, ${at}, ${at})`.pipe(
    patiently,
    Effect.as(true),
    Effect.catchIf(isThere, () => Effect.succeed(false)),
    Effect.mapError(tableFailed),
  )
  if (isNew) return "queued"
  const known = yield* findJourney(key)
  if (known === undefined) return "known"
  yield* checkIsSame(known, submission, asked)
  if (known.state !== "failed" && known.state !== "cancelled") return "known"
  yield* sql`UPDATE zoho_bulk_journeys SET state = 'queued', run = ${known.run + 1}, execution = NULL, cancel = 0, failure = NULL, asks = NULL,
    word = NULL, ended_at = NULL, begun_at = NULL, queued_at = ${at}, changed_at = ${at}
    WHERE key = ${key} AND run = ${known.run} AND state IN ('failed', 'cancelled')`.pipe(
    patiently,
    Effect.mapError(tableFailed),
  )
  return "queued again"
})
