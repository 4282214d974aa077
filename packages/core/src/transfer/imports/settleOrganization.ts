import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { organizationIdOf } from "../../jobs/organizationId.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { jobsIn } from "../journal/JournalEntry.ts"
import { differs, organizationIn } from "../journal/JourneyIdentity.ts"

/**
 * Makes sure that the organisation is the one whose journal it is, and writes it down where that is new. Where nothing is left to be ordered, nobody is
 * asked.
 */
export const settleOrganization = Effect.fnUntraced(function* (journal: JournalKeeper, parts: number) {
  const connection = yield* ZohoConnection
  const entries = yield* journal.entries
  if (connection.settings.orgId === undefined && jobsIn(entries).length >= parts) return
  const known = organizationIn(entries)
  const asked = yield* organizationIdOf(connection)
  if (known === undefined) {
    yield* journal.append({ step: "organization", at: yield* Clock.currentTimeMillis, id: asked })
  } else if (known !== asked) return yield* differs("organization", known, asked)
})
