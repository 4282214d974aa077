import * as Effect from "effect/Effect"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { serviceNothing, serviceSuccess } from "../answers/emitters.ts"
import { refuse } from "../answers/refuse.ts"
import { requireModule } from "../gate/scopes.ts"
import { moduleInApi } from "../metadataAnswers/moduleAsked.ts"
import { numberOfId } from "../model/Module.ts"
import { hasRecord } from "../model/Records.ts"
import { noPermission } from "../model/Refusal.ts"
import { columnOf } from "../organization/columnOf.ts"
import { currentState } from "../world/currentState.ts"
import { idsAsked } from "./idsAsked.ts"
import { recordBody } from "./recordBody.ts"

/** The most fields of a call (seen in a live run of v8). */
const mostFields = 50

/**
 * `GET /{module}?ids=&fields=`: the existing records, and 204 if there are none. Names that are not fields are left
 * out.
 */
export const getRecords = Effect.fnUntraced(function* (version: ApiVersion, apiName: string, query: URLSearchParams) {
  const module = yield* moduleInApi(apiName, noPermission.status)
  yield* requireModule("getRecords", version, module.apiName)
  const names = (query.get("fields") ?? "").split(",").filter((name) => name !== "" && name !== "id")
  if (!query.has("fields") && version !== "v2" && version !== "v2.1") {
    return yield* refuse("REQUIRED_PARAM_MISSING", "One of the expected parameter is missing", { param_name: "fields" })
  }
  if (names.length > mostFields) {
    return yield* refuse("LIMIT_EXCEEDED", "the number of fields exceeds the limit", {
      limit: mostFields,
      param_name: "fields",
    })
  }
  const ids = yield* idsAsked(query)
  const { records } = yield* currentState
  const asked = names.length > 0 ? names : module.fields.map((field) => field.apiName)
  const columns = asked.flatMap((name) => columnOf(records, module, name) ?? [])
  const numbers = [...new Set(ids)].flatMap((id) => numberOfId(module, id) ?? [])
  const there = numbers.filter((n) => hasRecord(records, module.apiName, n))
  if (there.length === 0) return yield* serviceNothing()
  const data = there.map((n) => recordBody(records, module, columns, n))
  return yield* serviceSuccess({
    data,
    info: { per_page: 200, count: data.length, page: 1, sort_by: "id", sort_order: "desc", more_records: false },
  })
})
