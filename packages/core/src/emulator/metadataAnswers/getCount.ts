import * as Effect from "effect/Effect"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { serviceSuccess } from "../answers/emitters.ts"
import { refuse } from "../answers/refuse.ts"
import { requireModule } from "../gate/scopes.ts"
import { noPermission } from "../model/Refusal.ts"
import { countRecords } from "../model/Records.ts"
import { currentState } from "../world/currentState.ts"
import { moduleInApi } from "./moduleAsked.ts"

/** What narrows a count at Zoho, and is not emulated. */
const narrowing = ["criteria", "email", "phone", "word", "cvid"]

/** `GET /{module}/actions/count`: how many records a module has. A count of some of them is refused rather than wrong. */
export const getCount = Effect.fnUntraced(function* (version: ApiVersion, apiName: string, query: URLSearchParams) {
  const module = yield* moduleInApi(apiName, noPermission.status)
  yield* requireModule("countRecords", version, module.apiName)
  const asked = narrowing.find((name) => query.has(name))
  if (asked !== undefined) {
    return yield* refuse("NOT_SUPPORTED", `The emulator counts all records of a module: it does not know ${asked}`)
  }
  return yield* serviceSuccess({ count: countRecords((yield* currentState).records, module.apiName) })
})
