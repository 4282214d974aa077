import * as Schema from "effect/Schema"
import { ApiVersion } from "../domain/ApiVersion.ts"
import { DataCenter } from "../domain/DataCenter.ts"
import { type Operation, OperationName, operations } from "../wire/Operation.ts"

/**
 * The request that failed: enough to understand the failure, without any secrets.
 *
 * **Example** (A label for a failure)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const label = ({ apiVersion, dataCenter, operation }: Failure.RequestContext): string =>
 *   `${operation} (${dataCenter}, ${apiVersion})`
 * ```
 *
 * @category models
 */
export const RequestContext = Schema.Struct({
  /** The operation, such as `getReadJob`. */
  operation: OperationName,
  /** The HTTP method. */
  method: Schema.String,
  /** Scheme, host and path of the URL, without the query. */
  url: Schema.String,
  /** The version of the API that it was written in. */
  apiVersion: ApiVersion,
  /** The data centre that it went to. */
  dataCenter: DataCenter,
  /** The job that it was about, if any. */
  jobId: Schema.optionalKey(Schema.String),
  /** The module that it was about, if any. */
  module: Schema.optionalKey(Schema.String),
  /** Variables that may set where to connect, but that Deno did not let this program read. */
  unreadable: Schema.optionalKey(Schema.Array(Schema.String)),
})

/** @category models */
export type RequestContext = typeof RequestContext.Type

/** The row of the operations table that a request belongs to. */
export const operationOf = (request: RequestContext): Operation => operations[request.operation]

/** Begins a message: `Could not get the details of read job 4150868000005376042`, `Could not get the fields of Leads`. */
export const couldNot = (request: RequestContext): string =>
  [`Could not ${operationOf(request).does}`, request.jobId ?? request.module]
    .filter((part) => part !== undefined)
    .join(" ")

/** The fields of every failure of a call; those of Zoho's answer are absent if there was none. */
export const failureFields = {
  /** The request that failed. */
  request: RequestContext,
  /** The HTTP status of the answer; absent if there was none. */
  httpStatus: Schema.optionalKey(Schema.Int),
  /** Zoho's own code, such as `OAUTH_SCOPE_MISMATCH`. */
  code: Schema.optionalKey(Schema.String),
  /** Zoho's own words. */
  zohoMessage: Schema.optionalKey(Schema.String),
  /** Zoho's own details, such as the field or the module that it does not accept. */
  details: Schema.optionalKey(Schema.Json),
}

interface ZohoSaid {
  readonly httpStatus?: number
  readonly code?: string
  readonly zohoMessage?: string
}

/** Quotes an answer: `HTTP 401 OAUTH_SCOPE_MISMATCH, "invalid oauth scope to access this URL"`. */
export const quote = ({ code, httpStatus, zohoMessage }: ZohoSaid): string => {
  const said = [httpStatus === undefined ? "" : `HTTP ${httpStatus}`, code ?? ""].filter((part) => part !== "")
  return said.join(" ") + (zohoMessage === undefined ? "" : `, "${zohoMessage.trim()}"`)
}
