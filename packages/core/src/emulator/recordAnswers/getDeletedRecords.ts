import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { serviceNothing, serviceSuccess } from "../answers/emitters.ts"
import { requireModule } from "../gate/scopes.ts"
import { moduleInApi } from "../metadataAnswers/moduleAsked.ts"
import { type Module, recordId } from "../model/Module.ts"
import { type Records, recordsOf } from "../model/Records.ts"
import { noPermission, type Refusal } from "../model/Refusal.ts"
import { placeOf, type Removal } from "../model/Removal.ts"
import { formatTime, parseInstant } from "../model/times.ts"
import { createdBy } from "../organization/users.ts"
import { currentState } from "../world/currentState.ts"
import { World } from "../world/World.ts"
import { displayName } from "./recordBody.ts"

const mostPerPage = 200

/** Why a parameter is not understood (v8 page on deleted records). */
const notMatched = (name: string): Effect.Effect<never, Refusal> =>
  Effect.fail({
    status: 400,
    code: "PATTERN_NOT_MATCHED",
    message: "Please check whether the input values are correct",
    details: { param_name: name },
    isWrapped: true,
  })

const wholeSecond = (millis: number): number => Math.floor(millis / 1_000) * 1_000

interface Deleted {
  readonly n: number
  readonly removal: Removal
  readonly type: "recycle" | "permanent"
}

/** The deleted records of a module, the latest first. */
const deletedIn = (records: Records, module: Module, now: number): ReadonlyArray<Deleted> => {
  const { gone = [], undone = [] } = recordsOf(records, module.apiName)
  return Array.from(new Map([...undone, ...gone]))
    .flatMap(([n, removal]): ReadonlyArray<Deleted> => {
      const type = placeOf(removal, now)
      return type === undefined ? [] : [{ n, removal, type }]
    })
    .toSorted((one, other) => other.removal.at - one.removal.at || other.n - one.n)
}

/** One deleted record; nobody knows any more who was gone for good (v7 page, its sample). */
const deletedBody = (records: Records, module: Module, { n, removal, type }: Deleted): Schema.Json => ({
  deleted_by: type === "recycle" ? createdBy : null,
  id: recordId(module, n),
  display_name: type === "recycle" ? displayName(records, module, n) : null,
  type,
  created_by: type === "recycle" ? createdBy : null,
  deleted_time: formatTime(removal.at),
})

const sinceWhen = Effect.gen(function* () {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  const header = headers["if-modified-since"]
  if (header === undefined) return -Infinity
  return parseInstant(header) ?? (yield* notMatched("If-Modified-Since"))
})

const numberIn = (query: URLSearchParams, name: string, byDefault: number, most: number) => {
  const text = query.get(name)
  const number = text === null ? byDefault : Number(text)
  return Number.isInteger(number) && number >= 1 && number <= most ? Effect.succeed(number) : notMatched(name)
}

/** `GET /{module}/deleted`: what was deleted, the latest first; how Zoho sorts is not known. */
export const getDeletedRecords = Effect.fnUntraced(function* (
  version: ApiVersion,
  apiName: string,
  query: URLSearchParams,
) {
  const { guesses } = (yield* World).settings
  const module = yield* moduleInApi(apiName, noPermission.status)
  yield* requireModule("getDeletedRecords", version, module.apiName)
  const type = query.get("type") ?? "all"
  if (!["all", "recycle", "permanent"].includes(type)) return yield* notMatched("type")
  const page = yield* numberIn(query, "page", 1, Number.MAX_SAFE_INTEGER)
  const perPage = yield* numberIn(query, "per_page", mostPerPage, mostPerPage)
  const since = yield* sinceWhen
  const { records } = yield* currentState
  const now = yield* Clock.currentTimeMillis
  const isIn = ({ at }: Removal): boolean =>
    guesses.boundary === "exclusive" ? wholeSecond(at) > since : wholeSecond(at) >= since
  const all = deletedIn(records, module, now).filter(
    (deleted) => (type === "all" || deleted.type === type) && isIn(deleted.removal),
  )
  const some = all.slice((page - 1) * perPage, page * perPage)
  if (some.length === 0) return yield* serviceNothing(guesses.nothingDeleted)
  return yield* serviceSuccess({
    data: some.map((deleted) => deletedBody(records, module, deleted)),
    info: { per_page: perPage, count: some.length, page, more_records: all.length > page * perPage },
  })
})
