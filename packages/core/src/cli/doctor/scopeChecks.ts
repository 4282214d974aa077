import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { call } from "../../connection/call.ts"
import type { Reply } from "../../connection/Connection.ts"
import { readReply } from "../../connection/readReply.ts"
import { never, withRetryPolicy } from "../../connection/RetryPolicy.ts"
import { settingNames } from "../../settings/settingNames.ts"
import type { Settings } from "../../settings/Settings.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { CallFailure } from "../../failure/CallFailure.ts"
import { formatScopes, type Operation, operations, type RequiredScopes } from "../../wire/Operation.ts"
import { organization } from "../../wire/organization.ts"
import { missingScopes } from "../../wire/scopes.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { diagnose, type Network } from "./brokenLine.ts"
import { type Check, ok, skipped, wrong } from "./Check.ts"
import type { Profile } from "../signIn/Profiles.ts"
import { askForScopes, type TokenSource } from "./TokenSource.ts"

/** What somebody may want to do, and what shows at the price of one credit whether it is allowed. */
interface Use {
  readonly name: string
  /** What a sign-in for one thing alone need not do. */
  readonly only?: "read" | "write"
  readonly operation: Operation
  readonly shownBy?: "getReadJob" | "getWriteJob" | "getOrganization"
}

/** In this order, for the first that is closed shall be the one that one scope opens. */
const uses: ReadonlyArray<Use> = [
  { name: "Look at read jobs", only: "read", operation: operations.getReadJob, shownBy: "getReadJob" },
  { name: "Create read jobs", only: "read", operation: operations.createReadJob },
  { name: "Download results", only: "read", operation: operations.downloadReadResult, shownBy: "getReadJob" },
  { name: "Upload files", only: "write", operation: operations.uploadFile },
  { name: "Look at write jobs", only: "write", operation: operations.getWriteJob, shownBy: "getWriteJob" },
  { name: "Create write jobs", only: "write", operation: operations.createWriteJob },
  { name: "Organisation", operation: operations.getOrganization, shownBy: "getOrganization" },
]

/** What was granted, where Zoho has named it, and by whom. */
export interface Granted {
  readonly scopes: ReadonlyArray<string> | undefined
  readonly source: TokenSource
  /** What the sign-in is for. */
  readonly use: Profile["use"]
}

/** What nothing fails without: names are taken as they are then, and imports go unchecked. */
const questions: ReadonlyArray<Operation> = [
  operations.getModules,
  operations.getFields,
  operations.getLayouts,
  operations.getCustomViews,
]

/**
 * Checks whether the organisation may be asked what it is made of, where Zoho named the scopes: to try it costs a
 * credit.
 */
const checkQuestions = (scopes: Granted["scopes"], { apiVersion }: Settings): ReadonlyArray<Check> => {
  if (scopes === undefined) return []
  const name = "Modules and fields"
  const missing = questions.flatMap((operation) => missingScopes(scopes, operation.scopes(apiVersion)))
  if (missing.length === 0) return [ok(name, "allowed by the scopes")]
  const without = "names and values are used as they are, and imports are not checked"
  return [skipped(name, `${without}, since these scopes are missing: ${formatScopes(missing)}`)]
}

const firstOfEach = (missing: RequiredScopes): ReadonlyArray<string> => missing.flatMap(([first]) => first ?? [])

/** What Zoho answered when it was asked for the organisation. */
export type AskedForOrganization = Result.Result<Reply, CallFailure>

/** What an answer shows; with a remedy, where it is not as it should be. */
interface Shown {
  readonly found: string
  readonly remedy?: string
}

/** Whose the token is, which must be the organisation that uploads are for. */
const showOrganization = Effect.fnUntraced(function* (
  asked: AskedForOrganization,
  { orgId }: Settings,
): Effect.fn.Return<Shown, CallFailure> {
  const { name, zgid } = yield* readReply(yield* Effect.fromResult(asked), organization)
  const found = [name, zgid].filter((each) => each !== undefined).join(", zgid ")
  if (orgId === undefined || orgId === zgid) return { found }
  const { flag, variable } = settingNames.orgId
  return {
    found: `the token is for ${found}, but the settings name ${orgId}`,
    remedy: `Set --${flag} ${zgid} (${variable}=${zgid}), or leave it out.`,
  }
})

/** Asked for to see whether one may look at jobs: a job that no organisation has. */
export const noJob = "1"

const lookAtJob = Effect.fnUntraced(function* (
  operation: Operation,
): Effect.fn.Return<Shown, CallFailure, ZohoConnection> {
  yield* withRetryPolicy(call(yield* ZohoConnection, operation, { jobId: noJob }), never)
  return { found: "allowed" }
})

/** Looks at each use: by its scopes, where Zoho named them, and by trying it, where that is next to free. */
export const checkScopes = Effect.fnUntraced(function* (
  { scopes, source, use }: Granted,
  network: Network,
  asked: AskedForOrganization,
): Effect.fn.Return<ReadonlyArray<Check>, never, ZohoConnection> {
  const { settings } = yield* ZohoConnection
  const required = (operation: Operation): RequiredScopes => operation.scopes(settings.apiVersion)
  const lacks = (operation: Operation): RequiredScopes =>
    scopes === undefined ? [] : missingScopes(scopes, required(operation))
  const isMeant = ({ only }: Use): boolean => only === undefined || use === undefined || use === "all" || only === use
  const toAdd = uses.filter(isMeant).flatMap(({ operation }) => firstOfEach(lacks(operation)))
  const lacking = (name: string, missing: RequiredScopes): Check => {
    const wanted = [...new Set([...(scopes ?? []), ...toAdd, ...firstOfEach(missing)])]
    return wrong(name, `the scopes lack ${formatScopes(missing)}`, askForScopes(source, wanted), exitCode.refused)
  }
  const tries = {
    getReadJob: yield* Effect.cached(Effect.result(lookAtJob(operations.getReadJob))),
    getWriteJob: yield* Effect.cached(Effect.result(lookAtJob(operations.getWriteJob))),
    getOrganization: Effect.result(showOrganization(asked, settings)),
  }
  const checkUse = Effect.fnUntraced(function* (each: Use) {
    const { name, operation, shownBy } = each
    if (!isMeant(each)) return skipped(name, `not checked: the sign-in is only for ${use}`)
    const missing = lacks(operation)
    if (missing.length > 0) return lacking(name, missing)
    if (shownBy === undefined) {
      const why = "not tried, because it costs credits and Zoho did not name the scopes"
      return scopes === undefined ? skipped(name, why) : ok(name, "allowed by the scopes")
    }
    const tried = yield* tries[shownBy]
    if (Result.isSuccess(tried)) {
      const { found, remedy } = tried.success
      return remedy === undefined ? ok(name, found) : wrong(name, found, remedy)
    }
    const { failure } = tried
    if (failure._tag === "JobNotFound") return ok(name, "allowed")
    return failure._tag === "ScopeMissing" ? lacking(name, required(operation)) : diagnose(name, failure, network)
  })
  return [...(yield* Effect.forEach(uses, checkUse)), ...checkQuestions(scopes, settings)]
})
