import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../domain/ApiVersion.ts"
import type { NotExpressible } from "./NotExpressible.ts"
import type { ColumnMapping, DefaultValue, WriteRequest, WriteResourceRequest } from "../domain/WriteRequest.ts"
import { callbackBody } from "./callbackBody.ts"
import { defined } from "./defined.ts"
import { isSince, moduleBody } from "./readRequest.ts"

const mostMappings = 200

type Body = Readonly<Record<string, Schema.Json>>

const defaultBody = ({ module, name, value }: DefaultValue): Body => defined({ value, module, name })

/** `parent_column_index` is in the mapping (Zoho's SDK 8). */
const mappingBody = ({ defaultValue, field, findBy, format, index, parentColumnIndex }: ColumnMapping): Body =>
  defined({
    api_name: field,
    index,
    format,
    find_by: findBy,
    parent_column_index: parentColumnIndex,
    default_value: defaultValue === undefined ? undefined : defaultBody(defaultValue),
  })

const resourceBody = (version: ApiVersion, { ignoreEmpty }: WriteRequest, resource: WriteResourceRequest): Body =>
  defined({
    type: "data",
    module: moduleBody(version, resource.module),
    file_id: resource.fileId,
    find_by: resource.findBy,
    ignore_empty: version === "v2" ? ignoreEmpty : undefined,
    file_names: resource.fileNames,
    field_mappings: resource.mappings?.map(mappingBody),
  })

/** Checks whether a resource's records are found by their parents. */
const isChild = ({ mappings = [] }: WriteResourceRequest): boolean =>
  mappings.some(({ parentColumnIndex }) => parentColumnIndex !== undefined)

const isFamily = ({ resources }: WriteRequest): boolean =>
  resources.length > 1 || resources.some((resource) => resource.fileNames !== undefined || isChild(resource))

const problemIn = (version: ApiVersion, request: WriteRequest): NotExpressible | undefined => {
  const { operation, resources } = request
  const many = resources.find(({ mappings = [] }) => mappings.length > mostMappings)
  if (many !== undefined) {
    const problem = `${many.module} has ${many.mappings?.length} mapped columns, but Zoho accepts ${mostMappings}`
    return { problem, remedy: "Map fewer columns, or write them in two jobs." }
  }
  if (isFamily(request) && !isSince("v6", version)) {
    return {
      problem: `${version} accepts one file and one module per job`,
      remedy: "Use v6 or later, or several jobs.",
    }
  }
  const withoutKey = resources.find((resource) => resource.findBy === undefined && !isChild(resource))
  return operation !== "insert" && withoutKey !== undefined
    ? { problem: `To ${operation} ${withoutKey.module}, findBy is needed`, remedy: "Name a unique field, such as id." }
    : undefined
}

/**
 * Writes a request for a write job as a version spells it, or states what that version cannot express.
 *
 * `ignore_empty` is in each resource in v2 (Zoho's SDK 2.0), at the top from v2.1 on (Zoho's request collection).
 */
export const writeRequestBody = (
  version: ApiVersion,
  request: WriteRequest,
): Result.Result<Schema.Json, NotExpressible> =>
  Result.gen(function* () {
    const problem = problemIn(version, request)
    if (problem !== undefined) return yield* Result.fail(problem)
    return defined({
      operation: request.operation,
      character_encoding: request.characterEncoding,
      ignore_empty: version === "v2" ? undefined : request.ignoreEmpty,
      callback: request.callbackUrl === undefined ? undefined : yield* callbackBody(request.callbackUrl),
      resource: request.resources.map((resource) => resourceBody(version, request, resource)),
    })
  })
