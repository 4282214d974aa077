import * as Effect from "effect/Effect"
import * as SqlClient from "effect/sql/SqlClient"
import type { Fragment } from "effect/sql/Statement"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { JourneyRequest } from "../JourneyRequest.ts"
import { statesOver } from "../JourneyState.ts"

/** The files that a journey writes, as they appear in the text of its request. */
const filesIn = (request: JourneyRequest): ReadonlyArray<string> => {
  if (request.kind === "export") return [request.output]
  return request.kind === "import" ? [request.outcomes] : []
}

/** Refuses a journey whose file another one has yet to write: the later of the two would overwrite the other's rows. */
export const checkIsFree = Effect.fnUntraced(function* (request: JourneyRequest, isOwn: Fragment) {
  const sql = yield* SqlClient.SqlClient
  for (const file of filesIn(request)) {
    const name = JSON.stringify(file)
    const [other] = yield* sql<{
      readonly key: string
      readonly state: string
    }>`SELECT key, state FROM zoho_bulk_journeys
      WHERE NOT (${isOwn}) AND state NOT IN ${sql.in(statesOver)}
        AND (replace(request, ${`"output":${name}`}, '') <> request OR replace(request, ${`"outcomes":${name}`}, '') <> request)
      ORDER BY queued_at, key LIMIT 1`
    if (other !== undefined) {
      return yield* new InvalidRequest({
        problem: `The journey ${other.key}, which is ${other.state}, also writes to ${file}`,
        remedy: "Name another file, or submit this journey again when that one has ended.",
      })
    }
  }
})
