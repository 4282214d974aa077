import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { apiVersions } from "../../domain/ApiVersion.ts"
import { refuse } from "../answers/refuse.ts"
import { restoreRecord } from "../organization/applyEdit.ts"
import { RecordDraft } from "../organization/RecordDraft.ts"
import { isTexts, optionalKey, requestBody } from "../requests/requestBody.ts"
import { World } from "../world/World.ts"
import { changeState } from "../world/currentState.ts"
import { answerOutcomes } from "./outcomes.ts"

/** The most ids of a call (v8 page on restoring). */
const mostIds = 200

/** `POST /settings/recycle_bin/actions/restore`, from v8 on: what is in the recycle bin of any module comes back under its id. Filters are not emulated. */
export const restoreRecords = Effect.fnUntraced(function* (version: ApiVersion) {
  if (apiVersions.indexOf(version) < apiVersions.indexOf("v8")) {
    return yield* refuse("INVALID_URL_PATTERN", "Please check if the URL trying to access is a correct one", {}, 404)
  }
  const body = yield* requestBody
  const ids = yield* optionalKey(body, "ids", isTexts)
  if (ids === undefined || ids.length === 0) {
    const details = { expected_fields: [{ api_name: "ids", json_path: "$.ids" }] }
    return yield* refuse("EXPECTED_FIELD_MISSING", "required field not found", details)
  }
  if (ids.length > mostIds) {
    return yield* refuse("LIMIT_EXCEEDED", "the number of ids exceeds the limit", { limit: mostIds, api_name: "ids" })
  }
  const { settings } = yield* World
  const now = yield* Clock.currentTimeMillis
  const done = new Set<string>()
  yield* changeState((state) => {
    const draft = new RecordDraft(state.records, now)
    for (const id of ids) {
      const isBack = state.records.modules.some((module) => restoreRecord(draft, module, id, settings.guesses, now))
      if (isBack) done.add(id)
    }
    return done.size === 0 ? state : { ...state, records: draft.records }
  })
  return yield* answerOutcomes("recycle_bin", ids, done)
})
