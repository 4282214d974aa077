import * as Schema from "effect/Schema"
import type { ApiVersion } from "../domain/ApiVersion.ts"
import type { JobKind } from "../domain/JobKind.ts"

/**
 * Scopes that an access token needs: one from each group.
 *
 * **Example** (As a person would say it)
 *
 * ```ts
 * import type { RequiredScopes } from "@zoho-bulk/core/wire"
 *
 * export const inWords = (scopes: RequiredScopes): string =>
 *   scopes.map((group) => group.join(" or ")).join(", and ")
 * ```
 *
 * @category models
 */
export type RequiredScopes = ReadonlyArray<ReadonlyArray<string>>

/**
 * One operation of the bulk API: all that is known about sending it, in every version.
 *
 * **Example** (Method and path of an operation)
 *
 * ```ts
 * import type { Operation } from "@zoho-bulk/core/wire"
 *
 * export const line = ({ method, path }: Operation, jobId = ""): string =>
 *   `${method} ${path?.("v8", jobId) ?? "an address that Zoho names"}`
 * ```
 *
 * @category models
 */
export interface Operation {
  /** The name of the operation, such as `getReadJob`. */
  readonly name: OperationName
  /** What the operation does, as the end of "could not …"; the job's id follows if there is one. */
  readonly does: string
  /** The kind of job that it is about, if it is about an existing job. */
  readonly kind?: JobKind
  /** The HTTP method. */
  readonly method: "GET" | "POST" | "DELETE"
  /** Which of a data centre's hosts it goes to. */
  readonly host: "api" | "upload" | "download" | "accounts"
  /** The path for a version, and for the job or the module that it is about; absent if Zoho names the URL itself. */
  readonly path?: (version: ApiVersion, about: string) => string
  /** The scopes that a token needs for it, in a version. */
  readonly scopes: (version: ApiVersion) => RequiredScopes
  /** API credits that one call costs. */
  readonly credits: number
}

/** An operation's entry in the table, without its name, which is its key, and without what most have in common. */
type Facts = Pick<Operation, "does" | "scopes"> &
  Partial<Pick<Operation, "kind" | "method" | "host" | "path" | "credits">>

/** Gives each operation its name and what most have in common: a call of the API that gets something, for one credit. */
const table = <const T extends Readonly<Record<string, Facts>>>(facts: T) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, each]) => [name, { name, method: "GET", host: "api", credits: 1, ...each }]),
  ) as { readonly [K in keyof T & string]: Omit<Operation, "name" | keyof T[K]> & T[K] & { readonly name: K } }

const bulkRead = ["ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL"]
const bulkCreate = ["ZohoCRM.bulk.CREATE", "ZohoCRM.bulk.ALL"]
const moduleRead = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.READ"]
const moduleCreate = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.CREATE"]
const moduleDelete = ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.DELETE"]

/** v2's pages on read jobs ask for both groups, those from v3 on say "or". */
const ofReadJob = (version: ApiVersion): RequiredScopes =>
  version === "v2" ? [bulkRead, moduleRead] : [[...bulkRead, ...moduleRead]]

const jobPath =
  (kind: JobKind, suffix = "") =>
  (version: ApiVersion, jobId: string): string =>
    `/crm/bulk/${version}/${kind}/${encodeURIComponent(jobId)}${suffix}`

/** A question about an organisation's metadata (Zoho's pages on the metadata APIs). */
const ofSettings = (does: string, what: string) => ({
  does,
  path: (version: ApiVersion): string => `/crm/${version}/settings/${what}`,
  scopes: (): RequiredScopes => [["ZohoCRM.settings.ALL", `ZohoCRM.settings.${what}.READ`]],
})

/** A request about a module or its records, at a path under the name of the module. */
const ofModule =
  (suffix = "") =>
  (version: ApiVersion, module: string): string =>
    `/crm/${version}/${encodeURIComponent(module)}${suffix}`

/** A question to the accounts host, which needs no token and costs nothing. */
const ofAccounts = (does: string, path = "v2/token") => ({
  does,
  method: "POST" as const,
  host: "accounts" as const,
  path: (): string => `/oauth/${path}`,
  scopes: (): RequiredScopes => [],
  credits: 0,
})

/**
 * The operations table: requests, `--explain`, remedies, documentation and the emulator all read
 * from here.
 *
 * **Details**
 *
 * `bulk` comes before the version, unlike in Zoho's other CRM APIs, and is missing from an upload's path. Scopes:
 * Zoho's bulk-read and bulk-write pages; a write job's details need CREATE or ALL, because no READ scope opens them (v7
 * page). Those of deleted records, of records by id and of their deletion: the v7 pages on the records API. Restoring
 * came with v8, and has its scope from that page. Device codes: Zoho's pages on non-browser applications. Credits:
 * Zoho's api-limits page; the cost of a count, a page of deleted records, a deletion and a restoration is not
 * documented, and counted as one.
 *
 * **Example** (What an import of one part costs, in API credits)
 *
 * ```ts
 * import { operations } from "@zoho-bulk/core/wire"
 *
 * const { createWriteJob, downloadWriteResult, getWriteJob, uploadFile } = operations
 * const once = [uploadFile, createWriteJob, downloadWriteResult]
 *
 * export const credits = (looks: number): number =>
 *   once.reduce((sum, operation) => sum + operation.credits, looks * getWriteJob.credits)
 * ```
 *
 * @category models
 */
export const operations = table({
  createReadJob: {
    does: "create a read job",
    method: "POST",
    path: (version) => `/crm/bulk/${version}/read`,
    scopes: () => [bulkRead, moduleRead],
    credits: 50,
  },
  getReadJob: {
    does: "get the details of read job",
    kind: "read",
    path: jobPath("read"),
    scopes: ofReadJob,
  },
  downloadReadResult: {
    does: "download the result of read job",
    kind: "read",
    path: jobPath("read", "/result"),
    scopes: ofReadJob,
  },
  uploadFile: {
    does: "upload a file",
    method: "POST",
    host: "upload",
    path: (version) => `/crm/${version}/upload`,
    scopes: () => [["ZohoFiles.files.ALL"]],
  },
  createWriteJob: {
    does: "create a write job",
    method: "POST",
    path: (version) => `/crm/bulk/${version}/write`,
    scopes: () => [bulkCreate, moduleCreate],
    credits: 500,
  },
  getWriteJob: {
    does: "get the details of write job",
    kind: "write",
    path: jobPath("write"),
    scopes: () => [bulkCreate],
  },
  downloadWriteResult: {
    does: "download the result of write job",
    kind: "write",
    host: "download",
    scopes: () => [bulkCreate],
  },
  getOrganization: {
    does: "look up the organisation",
    path: (version) => `/crm/${version}/org`,
    scopes: () => [["ZohoCRM.org.READ", "ZohoCRM.org.ALL"]],
  },
  getModules: ofSettings("get the modules", "modules"),
  getFields: ofSettings("get the fields of", "fields"),
  getLayouts: ofSettings("get the layouts of", "layouts"),
  getCustomViews: ofSettings("get the custom views of", "custom_views"),
  countRecords: {
    does: "count the records of",
    path: ofModule("/actions/count"),
    scopes: () => [moduleRead],
  },
  countMatches: {
    does: "count the records of",
    path: ofModule("/actions/count"),
    scopes: () => [
      moduleRead,
      ["ZohoCRM.settings.ALL", "ZohoCRM.settings.layouts.READ"],
      ["ZohoSearch.securesearch.READ"],
    ],
  },
  getDeletedRecords: { does: "get the deleted records of", path: ofModule("/deleted"), scopes: () => [moduleRead] },
  getRecords: { does: "get records of", path: ofModule(), scopes: () => [moduleRead] },
  deleteRecords: { does: "delete records of", method: "DELETE", path: ofModule(), scopes: () => [moduleDelete] },
  restoreRecords: {
    does: "restore records",
    method: "POST",
    path: (version) => `/crm/${version}/settings/recycle_bin/actions/restore`,
    scopes: () => [["ZohoCRM.settings.recycle_bin.UPDATE"]],
  },
  renewToken: ofAccounts("renew the access token"),
  exchangeGrantCode: ofAccounts("exchange the grant code"),
  requestDeviceCode: ofAccounts("request a device code", "v3/device/code"),
  pollDeviceToken: ofAccounts("get a token for the device code", "v3/device/token"),
  revokeToken: ofAccounts("revoke the refresh token", "v2/token/revoke"),
})

/**
 * The names of the operations, as they appear in failures, spans and help.
 *
 * **Example** (Operations that cost more than a credit)
 *
 * ```ts
 * import { OperationName, operations } from "@zoho-bulk/core/wire"
 *
 * export const dear = OperationName.literals.filter((name) => operations[name].credits > 1)
 * ```
 *
 * @category models
 */
export const OperationName = Schema.Literals(Object.keys(operations) as ReadonlyArray<OperationName>)
/**
 * @category models
 */
export type OperationName = keyof typeof operations

/** Checks whether an operation fetches the result of a job. */
export const isDownload = ({ name }: Operation): boolean =>
  name === operations.downloadReadResult.name || name === operations.downloadWriteResult.name

/** The operation that gets the details of a job of the given kind. */
export const detailsOperation = (kind: JobKind): Operation =>
  kind === "read" ? operations.getReadJob : operations.getWriteJob

/** Writes scopes as a person would say them: `A or B, and C or D`. */
export const formatScopes = (scopes: RequiredScopes): string => scopes.map((group) => group.join(" or ")).join(", and ")
