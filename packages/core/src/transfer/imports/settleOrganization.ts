import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { organizationIdOf } from "../../jobs/organizationId.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import type { JournalEntry } from "../journal/JournalEntry.ts"
import { orderStateOf } from "../journal/OrderState.ts"
import { differs, organizationIn } from "../journal/JourneyIdentity.ts"
import { nameOfPart } from "./ImportPlan.ts"

/** Whether every part has a job: one that was adopted twice has one job all the same. */
const allHaveJobs = (entries: ReadonlyArray<JournalEntry>, parts: number): boolean =>
  Array.from({ length: parts }, (_, at) => orderStateOf(entries, nameOfPart(at + 1))).every(
    ({ _tag }) => _tag === "ordered",
  )

/**
 * Makes sure that the organisation is the journal's, and records it if it is new. If nothing is left to order, Zoho is
 * not asked.
 */
export const settleOrganization = Effect.fnUntraced(function* (journal: JournalKeeper, parts: number) {
  const connection = yield* ZohoConnection
  const entries = yield* journal.entries
  if (connection.settings.orgId === undefined && allHaveJobs(entries, parts)) return
  const known = organizationIn(entries)
  const asked = yield* organizationIdOf(connection)
  if (known === undefined) {
    yield* journal.append({ step: "organization", at: yield* Clock.currentTimeMillis, id: asked })
  } else if (known !== asked) return yield* differs("organization", known, asked)
})
