import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { operations } from "../../wire/Operation.ts"
import { fieldOf, type Module } from "../model/Module.ts"
import { standardModules } from "../organization/standardModules.ts"
import { isJsonObject, type JsonObject } from "../requests/requestBody.ts"
import { type FrozenJob, recordedAt } from "./frozenJobs.ts"
import { moduleBody } from "./moduleSpelling.ts"

const isList = (json: Schema.Json | undefined): json is ReadonlyArray<Schema.Json> => Array.isArray(json)

const moduleOf = (sent: Schema.Json | undefined): Module | undefined =>
  standardModules.find(({ apiName }) => apiName === (isJsonObject(sent) ? sent.api_name : sent))

const inModuleSpelling = (body: JsonObject, version: ApiVersion): JsonObject => {
  const module = moduleOf(body.module)
  return module === undefined ? body : { ...body, module: moduleBody(module, version) }
}

/** The id of a field of the module; one of another module, through a lookup, has none here. */
const conditionBody = (module: Module | undefined, condition: Schema.Json): Schema.Json => {
  if (!isJsonObject(condition)) return condition
  const { api_name: name, ...rest } = condition
  if (typeof name !== "string") return condition
  const id = module === undefined ? undefined : fieldOf(module, name)?.id
  return { field: { id: id ?? null, api_name: name }, ...rest }
}

const queryBody = (query: JsonObject, version: ApiVersion): JsonObject => {
  const { criteria } = query
  if (!isJsonObject(criteria) || !isList(criteria.group)) return inModuleSpelling(query, version)
  const module = moduleOf(query.module)
  const group = criteria.group.map((each) => conditionBody(module, each))
  return { ...inModuleSpelling(query, version), criteria: { ...criteria, group } }
}

/** The keys of a read job stand in a list of one. */
const readBody = (id: string, body: JsonObject, version: ApiVersion): JsonObject => {
  const [job] = isList(body.data) ? body.data : []
  if (!isJsonObject(job) || !isJsonObject(job.result) || !isJsonObject(job.query)) return body
  const result = { ...job.result, download_url: operations.downloadReadResult.path(version, id) }
  return { ...body, data: [{ ...job, result, query: queryBody(job.query, version) }] }
}

/** v7's page shows SUCCESS for a resource that is done; v2 shows no encoding (recorded). */
const writeBody = (body: JsonObject, version: ApiVersion): JsonObject => {
  const { character_encoding: _, ...rest } = body
  const resources = isList(body.resource) ? body.resource : []
  const resource = resources.filter(isJsonObject).map((each) => {
    const code = each.code === "COMPLETED" && version === "v7" ? "SUCCESS" : (each.code ?? null)
    return { ...inModuleSpelling(each, version), code }
  })
  const spelled = version === "v2" ? rest : body
  return { ...spelled, resource }
}

/** The facts of a recorded job as a version spells them: the recorded bytes in the version that they were recorded at. */
export const frozenBody = ({ body, id, kind }: FrozenJob, version: ApiVersion): Schema.Json => {
  if (recordedAt(id) === version || !isJsonObject(body)) return body
  return kind === "read" ? readBody(id, body, version) : writeBody(body, version)
}
