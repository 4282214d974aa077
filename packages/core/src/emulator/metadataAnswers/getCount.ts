import * as Effect from "effect/Effect"
import { type ApiVersion, defaultApiVersion } from "../../domain/ApiVersion.ts"
import { serviceSuccess } from "../answers/emitters.ts"
import { refuse } from "../answers/refuse.ts"
import { requireModule } from "../gate/scopes.ts"
import { noPermission } from "../model/Refusal.ts"
import { matcherOf } from "../organization/matcherOf.ts"
import { readConditions } from "../organization/readConditions.ts"
import type { Module } from "../model/Module.ts"
import { countRecords, hasRecord, lastNumber } from "../model/Records.ts"
import { currentState } from "../world/currentState.ts"
import { moduleInApi } from "./moduleAsked.ts"
import { readSearchCriteria } from "./readSearchCriteria.ts"

/** What else narrows a count at Zoho, and is not emulated. */
const narrowing = ["email", "phone", "word", "cvid"]

/** How many records meet criteria as a search spells them. */
const countMatches = Effect.fnUntraced(function* (module: Module, text: string) {
  const sent = readSearchCriteria(text)
  if (sent === undefined) return yield* refuse("INVALID_QUERY", "the criteria is invalid", { api_name: "criteria" })
  const { records } = yield* currentState
  const isMatch = matcherOf(yield* readConditions({ records, module, version: defaultApiVersion }, sent))
  let count = 0
  for (let n = 1; n <= lastNumber(records, module.apiName); n++) {
    if (hasRecord(records, module.apiName, n) && isMatch(n)) count++
  }
  return count
})

/** `GET /{module}/actions/count`: how many records a module has, or how many meet criteria. Any other count of some is refused rather than wrong. */
export const getCount = Effect.fnUntraced(function* (version: ApiVersion, apiName: string, query: URLSearchParams) {
  const module = yield* moduleInApi(apiName, noPermission.status)
  yield* requireModule("countRecords", version, module.apiName)
  const asked = narrowing.find((name) => query.has(name))
  if (asked !== undefined) {
    return yield* refuse("NOT_SUPPORTED", `The emulator counts all records of a module: it does not support ${asked}`)
  }
  const criteria = query.get("criteria")
  if (criteria === null) {
    return yield* serviceSuccess({ count: countRecords((yield* currentState).records, module.apiName) })
  }
  yield* requireModule("countMatches", version, module.apiName)
  return yield* serviceSuccess({ count: yield* countMatches(module, criteria) })
})
