import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import { type ApiVersion, apiVersions } from "../domain/ApiVersion.ts"
import type { NotExpressible } from "./NotExpressible.ts"
import type { ReadCalendar, ReadRecords, ReadRequest } from "../domain/ReadRequest.ts"
import { callbackBody } from "./callbackBody.ts"
import { conditionBody } from "./conditionBody.ts"
import { defined } from "./defined.ts"

/** Checks whether a version has what came with another. */
export const isSince = (since: ApiVersion, version: ApiVersion): boolean =>
  apiVersions.indexOf(version) >= apiVersions.indexOf(since)

/** v2 spells a module as its name, later versions as an object (Zoho's create-job pages). */
export const moduleBody = (version: ApiVersion, module: string): Schema.Json =>
  version === "v2" ? module : { api_name: module }

const nextPage = (version: ApiVersion, pageToken: string): Result.Result<Schema.Json, NotExpressible> =>
  isSince("v7", version)
    ? Result.succeed({ query: { page_token: pageToken } })
    : Result.fail({
        problem: `${version} has no page tokens`,
        remedy: "Ask for a page by its number, or use v7 or v8.",
      })

/** The most fields that a read job names: beyond them Zoho refuses nothing, and reads every field of the module. */
const mostFields = 200

const problemOf = (fields: ReadonlyArray<string>): NotExpressible | undefined => {
  if (fields.length === 0) {
    return {
      problem: "The list of fields is empty",
      remedy: "Name the fields, or leave fields out to read all of them.",
    }
  }
  return fields.length > mostFields
    ? {
        problem: `There are ${fields.length} fields, but a read job accepts ${mostFields}`,
        remedy: "Name fewer fields, or leave fields out to read all of them.",
      }
    : undefined
}

const problemIn = ({ page, ...others }: ReadRecords | ReadCalendar): NotExpressible | undefined => {
  if (page !== undefined && !(Number.isInteger(page) && page >= 1)) {
    return { problem: `${page} is not a page`, remedy: "Pages are counted from 1." }
  }
  return "fields" in others && others.fields !== undefined ? problemOf(others.fields) : undefined
}

const selection = (
  version: ApiVersion,
  request: ReadRecords | ReadCalendar,
): Result.Result<Schema.Json, NotExpressible> =>
  Result.gen(function* () {
    const { callbackUrl, cvid, fileType, module, page, where } = request
    const problem = problemIn(request)
    if (problem !== undefined) return yield* Result.fail(problem)
    return defined({
      callback: callbackUrl === undefined ? undefined : yield* callbackBody(callbackUrl),
      query: defined({
        module: moduleBody(version, module),
        fields: "fields" in request ? request.fields : undefined,
        criteria: where === undefined ? undefined : yield* conditionBody(version, where),
        cvid,
        page,
      }),
      file_type: fileType,
    })
  })

/**
 * Writes a request for a read job as a version spells it, or says what that version cannot express.
 *
 * From v7 on a follow-up page is asked for by its token, and by nothing else (v7 create-job page).
 */
export const readRequestBody = (
  version: ApiVersion,
  request: ReadRequest,
): Result.Result<Schema.Json, NotExpressible> =>
  "pageToken" in request ? nextPage(version, request.pageToken) : selection(version, request)
