import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { requireModule } from "../gate/scopes.ts"
import { moduleInApi } from "../metadataAnswers/moduleAsked.ts"
import { numberOfId } from "../model/Module.ts"
import { hasRecord } from "../model/Records.ts"
import { noPermission } from "../model/Refusal.ts"
import { RecordDraft } from "../organization/RecordDraft.ts"
import { changeState } from "../world/currentState.ts"
import { idsAsked } from "./idsAsked.ts"
import { answerOutcomes } from "./outcomes.ts"

/** `DELETE /{module}?ids=`: what is there goes to the recycle bin, and the rest is refused id by id. */
export const deleteRecords = Effect.fnUntraced(function* (
  version: ApiVersion,
  apiName: string,
  query: URLSearchParams,
) {
  const module = yield* moduleInApi(apiName, noPermission.status)
  yield* requireModule("deleteRecords", version, module.apiName)
  if (!module.isDeletable) return yield* Effect.fail(noPermission)
  const ids = yield* idsAsked(query)
  const now = yield* Clock.currentTimeMillis
  const done = new Set<string>()
  yield* changeState((state) => {
    const draft = new RecordDraft(state.records, now)
    for (const id of ids) {
      const n = numberOfId(module, id)
      if (n === undefined || !hasRecord(draft.records, module.apiName, n)) continue
      draft.remove(module, n, true)
      done.add(id)
    }
    return done.size === 0 ? state : { ...state, records: draft.records }
  })
  return yield* answerOutcomes("data", ids, done)
})
