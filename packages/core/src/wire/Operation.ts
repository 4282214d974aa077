import * as Schema from "effect/Schema"
import type { ApiVersion } from "../domain/ApiVersion.ts"
import type { JobKind } from "../domain/JobKind.ts"

/** The names of the operations, as they appear in failures, spans and help. */
export const OperationName = Schema.Literals(["getReadJob", "getWriteJob"])
export type OperationName = typeof OperationName.Type

/** Scopes that an access token needs: one of each group. */
export type RequiredScopes = ReadonlyArray<ReadonlyArray<string>>

/** One operation of the bulk API: all that is known about sending it, in every version. */
export interface Operation {
  readonly name: OperationName
  /** What the operation does, as the end of "could not …". */
  readonly does: string
  readonly kind: JobKind
  readonly method: "GET"
  readonly host: "api"
  /** Path for a version and a job; `bulk` comes before the version, unlike in Zoho's other CRM APIs. */
  readonly path: (version: ApiVersion, jobId: string) => string
  readonly scopes: (version: ApiVersion) => RequiredScopes
  /** API credits that one call costs. */
  readonly credits: number
}

const bulkRead = ["ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL"]
const moduleRead = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.READ"]

/**
 * The operations table: requests, `--explain`, remedies, documentation and the emulator all read from here.
 *
 * Scopes of read jobs: Zoho's v2 page asks for both groups, its pages from v3 on say "or". Scopes of write jobs: CREATE or
 * ALL, for there is no READ that opens them (v7 page). Credits: Zoho's api-limits page.
 */
export const operations: Readonly<Record<OperationName, Operation>> = {
  getReadJob: {
    name: "getReadJob",
    does: "get the details of read job",
    kind: "read",
    method: "GET",
    host: "api",
    path: (version, jobId) => `/crm/bulk/${version}/read/${encodeURIComponent(jobId)}`,
    scopes: (version) => (version === "v2" ? [bulkRead, moduleRead] : [[...bulkRead, ...moduleRead]]),
    credits: 1,
  },
  getWriteJob: {
    name: "getWriteJob",
    does: "get the details of write job",
    kind: "write",
    method: "GET",
    host: "api",
    path: (version, jobId) => `/crm/bulk/${version}/write/${encodeURIComponent(jobId)}`,
    scopes: () => [["ZohoCRM.bulk.CREATE", "ZohoCRM.bulk.ALL"]],
    credits: 1,
  },
}

/** The operation that gets the details of a job of the given kind. */
export const detailsOperation = (kind: JobKind): Operation =>
  kind === "read" ? operations.getReadJob : operations.getWriteJob

/** Writes scopes as a person would say them: `A or B, and C or D`. */
export const formatScopes = (scopes: RequiredScopes): string => scopes.map((group) => group.join(" or ")).join(", and ")
