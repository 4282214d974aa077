import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import { refuse, wrongForm } from "../answers/refuse.ts"
import { fieldOf, type Module } from "../model/Module.ts"
import type { Refusal } from "../model/Refusal.ts"
import type { PlannedMapping, Target } from "../model/WritePlan.ts"
import { isInteger, isJsonObject, isText, optionalKey } from "../requests/requestBody.ts"
import type { UploadedFile } from "./readUpload.ts"

const targetOf = (module: Module, apiName: string): Target | undefined => {
  if (apiName.toLowerCase() === "id") return "id"
  return apiName === "Layout" ? "layout" : fieldOf(module, apiName)
}

const readMapping = Effect.fnUntraced(function* (
  module: Module,
  file: UploadedFile,
  sent: Schema.Json,
): Effect.fn.Return<PlannedMapping, Refusal> {
  if (!isJsonObject(sent)) return yield* wrongForm
  const apiName = yield* optionalKey(sent, "api_name", isText)
  if (apiName === undefined) {
    return yield* refuse("MISSING_REQUIRED_KEY", "Required key api_name is missing", { json_path: "$.api_name" })
  }
  const target = targetOf(module, apiName)
  if (target === undefined) {
    return yield* refuse("INVALID_FIELD_NAME", `invalid mapping: ${apiName}`, { api_name: apiName })
  }
  const index = yield* optionalKey(sent, "index", isInteger)
  if (index === undefined ? sent.default_value === undefined : index < 0 || index >= file.header.length) {
    return yield* refuse("COLUMN_INDEX_NOT_FOUND", "column index not found", {
      api_name: apiName,
      index: index ?? null,
    })
  }
  return {
    apiName,
    target,
    index,
    format: yield* optionalKey(sent, "format", isText),
    findBy: yield* optionalKey(sent, "find_by", isText),
    defaultValue: sent.default_value ?? undefined,
    parentColumnIndex: yield* optionalKey(sent, "parent_column_index", isInteger),
  }
})

/** Maps the columns whose header is an API name, or one with what a lookup is found by, such as `Account_Name.id`. */
const byHeader = (module: Module, file: UploadedFile): ReadonlyArray<PlannedMapping> =>
  file.header.flatMap((cell, index) => {
    const [apiName = "", findBy] = cell.trim().split(".")
    const target = targetOf(module, apiName)
    if (target === undefined) return []
    return [{ apiName, target, index, findBy }]
  })

/** Reads `field_mappings`, or maps columns by their header if there are none (Zoho's bulk-write page). */
export const readMappings = (
  module: Module,
  file: UploadedFile,
  sent: ReadonlyArray<Schema.Json> | undefined,
): Effect.Effect<ReadonlyArray<PlannedMapping>, Refusal> =>
  sent === undefined || sent.length === 0
    ? Effect.succeed(byHeader(module, file))
    : Effect.forEach(sent, (each) => readMapping(module, file, each))
