import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { type ApiVersion, apiVersions } from "../../domain/ApiVersion.ts"
import { refuse, wrongForm } from "../answers/refuse.ts"
import { moduleName } from "../anyJob/moduleSpelling.ts"
import { mandatoryFields, type Module } from "../model/Module.ts"
import { moduleNamed } from "../model/Records.ts"
import { noPermission, type Refusal } from "../model/Refusal.ts"
import type { WorldState } from "../model/WorldState.ts"
import type { PlannedMapping, PlannedResource, WritePlan } from "../model/WritePlan.ts"
import { uniqueFieldOf } from "../organization/findRecord.ts"
import { isFlag, isJsonObject, isText, isTexts, type JsonObject, optionalKey } from "../requests/requestBody.ts"
import { readMappings } from "./readMappings.ts"
import { readUpload, type UploadedFile } from "./readUpload.ts"

/** Columns of one file (HEADER_LIMIT_EXCEEDED). */
const maxColumns = 200

const isArray = (json: Schema.Json): json is ReadonlyArray<Schema.Json> => Array.isArray(json)

const isOperation = (text: string | undefined): text is WritePlan["operation"] =>
  text === "insert" || text === "update" || text === "upsert"

const missing = (key: string) =>
  refuse("MANDATORY_NOT_FOUND", `Required key ${key} is not available`, { api_name: key })

/** One file for each resource: the only one, or from v6 on the one that `file_names` says. */
const fileFor = Effect.fnUntraced(function* (
  files: ReadonlyArray<UploadedFile>,
  sent: JsonObject,
  version: ApiVersion,
) {
  const names = yield* optionalKey(sent, "file_names", isTexts)
  if (names !== undefined && apiVersions.indexOf(version) < apiVersions.indexOf("v6")) {
    return yield* refuse("INVALID_REQUEST", "file_names is not supported", { api_name: "file_names" })
  }
  const file = names === undefined ? files[0] : files.find(({ name }) => names.includes(name))
  if (file === undefined) return yield* refuse("FILE_NOT_FOUND", "file not found", { file_names: names ?? [] })
  if (names === undefined && files.length > 1) {
    return yield* refuse("FILE_NOT_SUPPORTED", "File not supported for bulk write")
  }
  return file
})

/**
 * Refuses a job that leaves mandatory fields out, in the words of a live run of v8 (Leads without the Company that their layout
 * wants). Whether Zoho answers the request so, or fails the job, is not known: here, the request.
 */
const notMapped = (names: ReadonlyArray<string>) =>
  refuse("MANDATORY_FIELDS_NOT_MAPPED", `All mandatory fields are not mapped for the layout [${names.join(", ")}]`)

/** What the operation needs: a way to find records, or every mandatory field. */
const checkMapped = Effect.fnUntraced(function* (
  operation: WritePlan["operation"],
  module: Module,
  mappings: ReadonlyArray<PlannedMapping>,
  findBy: string | undefined,
) {
  const isMapped = (name: string) => mappings.some(({ apiName }) => apiName.toLowerCase() === name.toLowerCase())
  if (operation !== "insert" && findBy === undefined) return yield* missing("find_by")
  if (findBy !== undefined && uniqueFieldOf(module, findBy) === undefined) {
    return yield* refuse("INVALID_FIELD", "find_by is not a unique field", { api_name: findBy })
  }
  const needed = [
    ...(findBy === undefined || operation === "insert" ? [] : [findBy]),
    ...(operation === "update" ? [] : mandatoryFields(module).map(({ apiName }) => apiName)),
  ]
  const unmapped = needed.filter((name) => !isMapped(name))
  if (unmapped.length > 0 || mappings.length === 0) {
    return yield* notMapped(unmapped)
  }
})

interface Asked {
  readonly state: WorldState
  readonly version: ApiVersion
  readonly operation: WritePlan["operation"]
  readonly encoding: string
  readonly ignoreEmpty: boolean | undefined
}

const readResource = Effect.fnUntraced(function* (
  asked: Asked,
  sent: Schema.Json,
): Effect.fn.Return<PlannedResource, Refusal> {
  const { encoding, operation, state, version } = asked
  if (!isJsonObject(sent)) return yield* wrongForm
  const type = yield* optionalKey(sent, "type", isText)
  const name = moduleName(sent.module, version)
  if (name === undefined) return yield* sent.module === undefined ? missing("module") : wrongForm
  if (type !== "data") return yield* type === undefined ? missing("type") : wrongForm
  const module = moduleNamed(state.records, name)
  if (module === undefined) {
    return yield* refuse("MODULE_NOT_AVAILABLE", "The module name given seems to be invalid", { api_name: name })
  }
  if (!module.isPermitted) return yield* Effect.fail(noPermission)
  if (!module.isBulkWritten) {
    return yield* refuse("MODULE_NOT_AVAILABLE", "the given module is not supported for this api")
  }
  const fileId = yield* optionalKey(sent, "file_id", isText)
  const upload = fileId === undefined ? undefined : state.uploads.get(fileId)
  if (upload === undefined) {
    return yield* fileId === undefined ? missing("file_id") : refuse("INVALID_FILE_ID", "improper file id")
  }
  const file = yield* fileFor(yield* readUpload(upload, encoding), sent, version)
  if (file.header.length > maxColumns) {
    return yield* refuse("HEADER_LIMIT_EXCEEDED", "header limit exceeded", { limit: maxColumns })
  }
  const mappings = yield* readMappings(module, file, yield* optionalKey(sent, "field_mappings", isArray))
  const findBy = yield* optionalKey(sent, "find_by", isText)
  yield* checkMapped(operation, module, mappings, findBy)
  const ignoreEmpty = (yield* optionalKey(sent, "ignore_empty", isFlag)) ?? asked.ignoreEmpty ?? false
  const { header, name: fileName, rows } = file
  return { module, fileName, header, rows, mappings, ignoreEmpty, findBy }
})

/** Reads what a request to create a write job asks for, its file included, and refuses what Zoho would. */
export const readWritePlan = Effect.fnUntraced(function* (
  state: WorldState,
  body: JsonObject,
  version: ApiVersion,
): Effect.fn.Return<WritePlan, Refusal> {
  const operation = yield* optionalKey(body, "operation", isText)
  if (!isOperation(operation)) {
    if (operation === undefined) return yield* missing("operation")
    return yield* refuse("INVALID_DATA", "invalid operation", { api_name: "operation" })
  }
  const resources = yield* optionalKey(body, "resource", isArray)
  if (resources === undefined || resources.length === 0) return yield* missing("resource")
  const encoding = (yield* optionalKey(body, "character_encoding", isText)) ?? "UTF-8"
  if (Result.isFailure(Result.try(() => new TextDecoder(encoding)))) {
    return yield* refuse("INVALID_DATA", "invalid character encoding", { api_name: "character_encoding" })
  }
  const ignoreEmpty = yield* optionalKey(body, "ignore_empty", isFlag)
  const asked = { state, version, operation, encoding, ignoreEmpty }
  const planned = yield* Effect.forEach(resources, (each) => readResource(asked, each))
  return {
    operation,
    ignoreEmpty: ignoreEmpty ?? planned.some((resource) => resource.ignoreEmpty),
    characterEncoding: encoding,
    resources: planned,
  }
})
