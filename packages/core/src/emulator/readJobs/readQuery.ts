import * as Effect from "effect/Effect"
import { type ApiVersion, apiVersions } from "../../domain/ApiVersion.ts"
import { refuse, wrongForm } from "../answers/refuse.ts"
import { moduleName } from "../anyJob/moduleSpelling.ts"
import type { Column } from "../model/Column.ts"
import { countConditions, joinsOf } from "../model/Condition.ts"
import { isReadable } from "../model/Field.ts"
import { fieldOf, type Module } from "../model/Module.ts"
import type { ReadQuery } from "../model/ReadQuery.ts"
import { moduleNamed, type Records } from "../model/Records.ts"
import { noPermission, type Refusal } from "../model/Refusal.ts"
import { columnOf } from "../organization/columnOf.ts"
import { viewConditionsOf } from "../organization/viewConditions.ts"
import { isInteger, isText, isTexts, type JsonObject, optionalKey } from "../requests/requestBody.ts"
import { readConditions } from "../organization/readConditions.ts"

/** Conditions of one query, those of its view included (Zoho's OpenAPI document). */
const maxConditions = 25

/** Zoho has a limit and names no number; ours lets through every sample of its pages. */
const maxJoins = 5

/** Zoho's OpenAPI document and a course that quotes its pages have different limits; this is the larger. */
const maxPage = 500

/** Checks whether a version accepts `page_token` (from v7 on, on Zoho's bulk-read pages). */
export const hasPageTokens = (version: ApiVersion): boolean => apiVersions.indexOf(version) >= apiVersions.indexOf("v7")

const readModule = Effect.fnUntraced(function* (records: Records, query: JsonObject, version: ApiVersion) {
  const name = moduleName(query.module, version)
  if (name === undefined) {
    return yield* query.module === undefined
      ? refuse("MANDATORY_NOT_FOUND", "Required key module is not available", { api_name: "module" })
      : wrongForm
  }
  const module = moduleNamed(records, name)
  if (module === undefined || (!module.isInApi && module.isBulkRead)) {
    return yield* refuse("MODULE_NOT_AVAILABLE", "The module name given seems to be invalid", { api_name: name })
  }
  if (!module.isPermitted) return yield* Effect.fail(noPermission)
  return module.isBulkRead ? module : yield* refuse("MODULE_NOT_SUPPORTED", "The module is not supported")
})

/** Finds a column; a field that bulk jobs do not read has none, and the answer reports that. */
const readColumn = (records: Records, module: Module, name: string): Effect.Effect<Column, Refusal> => {
  const column = columnOf(records, module, name)
  if (column === undefined) return refuse("FIELD_NOT_AVAILABLE", "The field is not available", { api_name: name })
  const field = fieldOf(module, name)
  return field === undefined || isReadable(field)
    ? Effect.succeed(column)
    : refuse("FIELD_NOT_SUPPORTED", "The field is not supported", { api_name: name })
}

/** Beyond so many fields Zoho refuses nothing, and gives every field of the module (v8 limitations page). */
const mostFields = 200

/** Reads what a request asks for, and refuses what Zoho would. */
export const readQuery = Effect.fnUntraced(function* (
  records: Records,
  query: JsonObject,
  fileType: string | undefined,
  version: ApiVersion,
): Effect.fn.Return<ReadQuery, Refusal> {
  const module = yield* readModule(records, query, version)
  const fields = yield* optionalKey(query, "fields", isTexts)
  const page = (yield* optionalKey(query, "page", isInteger)) ?? 1
  const cvid = yield* optionalKey(query, "cvid", isText)
  const isIcs = fileType === "ics"
  if (fileType !== undefined && fileType !== "csv" && !isIcs) return yield* wrongForm
  if (isIcs && (module.apiName !== "Events" || fields !== undefined)) {
    return yield* refuse("QUERY_NOT_SUPPORTED", "ics is for the module Events and takes no fields")
  }
  if (page < 1) return yield* refuse("PAGE_NOT_SUPPORTED", "The page is not supported")
  if (page > maxPage) return yield* refuse("PAGE_RANGE_EXCEEDED", "Page range exceeded", { max_limit: maxPage })
  const asked = fields === undefined || fields.length === 0 ? undefined : fields
  const all = module.fields.filter(isReadable).map(({ apiName }) => apiName)
  const wanted = yield* Effect.forEach(asked ?? all, (name) => readColumn(records, module, name))
  const columns =
    wanted.length > mostFields ? yield* Effect.forEach(all, (name) => readColumn(records, module, name)) : wanted
  const view = cvid === undefined ? undefined : module.views.find(({ id }) => id === cvid)
  if (cvid !== undefined && view === undefined) {
    return yield* refuse("CVID_NOT_SUPPORTED", "The custom view is not supported")
  }
  const viewConditions = view === undefined ? undefined : yield* viewConditionsOf(records, module, view)
  const { criteria } = query
  const isGiven = criteria !== undefined && criteria !== null
  const conditions = isGiven ? yield* readConditions({ records, module, version }, criteria) : undefined
  const count =
    (conditions === undefined ? 0 : countConditions(conditions)) +
    (viewConditions === undefined ? 0 : countConditions(viewConditions))
  if (count > maxConditions) {
    return yield* refuse("CRITERIA_LIMIT_EXCEEDED", "Criteria limit exceeded", { max_limit: maxConditions })
  }
  const joins = [...columns.flatMap(({ join }) => join ?? []), ...(conditions === undefined ? [] : joinsOf(conditions))]
  if (new Set(joins).size > maxJoins) {
    return yield* refuse("JOIN_LIMIT_EXCEEDED", "Join limit exceeded", { max_limit: maxJoins })
  }
  return {
    records,
    module,
    columns,
    page,
    fileType: isIcs ? "ics" : "csv",
    fields: asked,
    conditions,
    cvid,
    viewConditions,
  }
})
