import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as SqlClient from "effect/sql/SqlClient"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import { JourneyRequest } from "../JourneyRequest.ts"
import { statesOver } from "../JourneyState.ts"
import type { Submission } from "./checkSubmission.ts"

const decode = Schema.decodeOption(Schema.fromJsonString(JourneyRequest))

/** Whether a stored journey inserts rows into a module. */
const insertsInto = (module: string, asked: string): boolean => {
  const known = Option.getOrUndefined(decode(asked))
  return known?.kind === "import" && known.request.operation === "insert" && known.request.module === module
}

/** Refuses to insert the rows of a file that another journey has yet to insert: all of them would be there twice. */
export const checkIsNew = Effect.fnUntraced(function* ({ key, organization, request }: Submission) {
  if (request.kind !== "import" || request.request.operation !== "insert") return
  const { module } = request.request
  const sql = yield* SqlClient.SqlClient
  const others = yield* sql<{
    readonly key: string
    readonly state: string
    readonly request: string
  }>`SELECT key, state, request FROM zoho_bulk_journeys
    WHERE key <> ${key} AND organization = ${organization} AND kind = 'import' AND state NOT IN ${sql.in(statesOver)}
      AND replace(request, ${`"input":${JSON.stringify(request.input)}`}, '') <> request
    ORDER BY queued_at, key`
  const other = others.find((each) => insertsInto(module, each.request))
  if (other === undefined) return
  return yield* new InvalidRequest({
    problem: `The journey ${other.key}, which is ${other.state}, also inserts the rows of ${request.input} into ${module}`,
    remedy: `Wait for that journey. If this is meant to be the same one, submit it under the key ${other.key}, which adds nothing; to insert the rows once more, submit it when that one has ended.`,
  })
})
