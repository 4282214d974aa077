import * as Effect from "effect/Effect"
import { type ApiVersion, apiVersions } from "../../domain/ApiVersion.ts"
import { refuse, wrongForm } from "../answers/refuse.ts"
import { moduleName } from "../anyJob/moduleSpelling.ts"
import type { Column } from "../model/Column.ts"
import { countConditions, joinsOf } from "../model/Condition.ts"
import type { Module } from "../model/Module.ts"
import type { ReadQuery } from "../model/ReadQuery.ts"
import { moduleNamed, type Records } from "../model/Records.ts"
import type { Refusal } from "../model/Refusal.ts"
import { columnOf } from "../organization/columnOf.ts"
import { unreadableModules } from "../organization/modules.ts"
import { viewsOf } from "../organization/views.ts"
import { isInteger, isText, isTexts, type JsonObject, optionalKey } from "../requests/requestBody.ts"
import { readConditions } from "./readConditions.ts"

/** Conditions of one query, those of its view included (Zoho's OpenAPI document). */
const maxConditions = 25

/** Zoho has a limit and names no number; ours lets through every sample of its pages. */
const maxJoins = 5

/** Zoho's OpenAPI document and a course that quotes its pages have different limits; this is the larger. */
const maxPage = 500

/** Tells whether a version takes `page_token` (from v7 on, on Zoho's bulk-read pages). */
export const hasPageTokens = (version: ApiVersion): boolean => apiVersions.indexOf(version) >= apiVersions.indexOf("v7")

const readModule = Effect.fnUntraced(function* (records: Records, query: JsonObject, version: ApiVersion) {
  const name = moduleName(query.module, version)
  if (name === undefined) {
    return yield* query.module === undefined
      ? refuse("MANDATORY_NOT_FOUND", "Required key module is not available", { api_name: "module" })
      : wrongForm
  }
  if (unreadableModules.includes(name)) {
    return yield* refuse("MODULE_NOT_SUPPORTED", "The module is not supported", { module: name })
  }
  const module = moduleNamed(records, name)
  return (
    module ?? (yield* refuse("MODULE_NOT_AVAILABLE", "The module name given seems to be invalid", { module: name }))
  )
})

const readColumns = (records: Records, module: Module, fields: ReadonlyArray<string>) =>
  Effect.forEach(fields, (name): Effect.Effect<Column, Refusal> => {
    const column = columnOf(records, module, name)
    return column === undefined
      ? refuse("FIELD_NOT_AVAILABLE", "The field is not available", { api_name: name })
      : Effect.succeed(column)
  })

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
  const all = module.fields.map(({ apiName }) => apiName)
  const columns = yield* readColumns(records, module, asked ?? all)
  const view = cvid === undefined ? undefined : viewsOf(records, module).find(({ id }) => id === cvid)
  if (cvid !== undefined && view === undefined) {
    return yield* refuse("CVID_NOT_SUPPORTED", "The custom view is not supported", { cvid })
  }
  const { criteria } = query
  const isGiven = criteria !== undefined && criteria !== null
  const conditions = isGiven ? yield* readConditions({ records, module, version }, criteria) : undefined
  const count = (conditions === undefined ? 0 : countConditions(conditions)) + (view?.condition === undefined ? 0 : 1)
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
    viewConditions: view?.condition,
  }
})
