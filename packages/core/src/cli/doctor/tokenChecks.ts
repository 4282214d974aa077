import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { AccessToken } from "../../auth/AccessToken.ts"
import type { RefreshGrant } from "../../auth/RefreshGrant.ts"
import { requestToken } from "../../auth/requestToken.ts"
import { issuerOf } from "../../auth/TokenIssuer.ts"
import { readReply } from "../../connection/readReply.ts"
import { resolveSettings, type Settings } from "../../connection/Settings.ts"
import { fromOptions } from "../../connection/SettingsLevel.ts"
import { neverRetry, withRetryPolicy } from "../../connection/RetryPolicy.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { type DataCenter, dataCenterOfHost, dataCenters } from "../../domain/DataCenter.ts"
import type { CallFailure } from "../../failure/CallFailure.ts"
import { type Operation, operations, type RequiredScopes } from "../../wire/Operation.ts"
import { organization } from "../../wire/organization.ts"
import { type Check, fromFailure, ok, skipped, wrong } from "./Check.ts"
import { exitCode } from "../ExitCode.ts"

/** The data centres where a token could be good as well: none, where it is meant for a host that is not Zoho's. */
const othersThan = ({ dataCenter, hosts }: Settings): ReadonlyArray<DataCenter> =>
  dataCenterOfHost(hosts.api.hostname) === undefined ? [] : dataCenters.filter((each) => each !== dataCenter)

const elsewhere = (name: string, own: DataCenter, found: DataCenter): Check =>
  wrong(
    name,
    `it is refused in the data centre ${own}, and good in ${found}`,
    `Set --data-center ${found} (ZOHO_DATA_CENTER=${found}).`,
    exitCode.refused,
  )

/** Looks in which other data centre a grant is good, one after the other. */
const findGrant = (grant: RefreshGrant, settings: Settings) =>
  Effect.gen(function* () {
    const form = {
      grant_type: "refresh_token",
      client_id: grant.clientId,
      client_secret: grant.clientSecret,
      refresh_token: grant.refreshToken,
    }
    for (const dataCenter of othersThan(settings)) {
      const tried = yield* Effect.result(requestToken("renewToken", form, issuerOf(dataCenter)))
      if (Result.isSuccess(tried)) return dataCenter
    }
    return undefined
  })

/** Looks in which other data centre an access token is good: Zoho's own hosts alone get it. */
const findToken = (token: Redacted.Redacted<string>, own: Settings) =>
  Effect.gen(function* () {
    for (const dataCenter of othersThan(own)) {
      const settings = resolveSettings([fromOptions({ dataCenter })])
      if (Result.isFailure(settings)) continue
      const tried = yield* Effect.gen(function* () {
        const { call } = yield* ZohoConnection
        return yield* Effect.result(withRetryPolicy(call(operations.getOrganization, {}), neverRetry))
      }).pipe(
        Effect.provide(Layer.provide(ZohoConnection.layerSettings(settings.success), AccessToken.layerStatic(token))),
      )
      const isKnown = Result.isSuccess(tried) || tried.failure._tag === "ScopeMissing"
      if (isKnown) return dataCenter
    }
    return undefined
  })

const tokenName = "Token"

/** Gets a token, where it is made from a grant; looks elsewhere where Zoho refuses the grant. */
export const checkGrant = Effect.fnUntraced(function* (grant: RefreshGrant | undefined) {
  const { settings } = yield* ZohoConnection
  const { get } = yield* AccessToken
  const token = yield* Effect.result(get)
  if (Result.isSuccess(token)) return { check: undefined, token: token.success }
  const isRefused = token.failure._tag === "GrantRefused" && grant !== undefined
  const found = isRefused ? yield* findGrant(grant, settings) : undefined
  const check =
    found === undefined ? fromFailure(tokenName, token.failure) : elsewhere(tokenName, settings.dataCenter, found)
  return { check, token: undefined }
})

const attempt = (operation: Operation, jobId?: string) =>
  ZohoConnection.use(({ call }) =>
    Effect.result(withRetryPolicy(call(operation, jobId === undefined ? {} : { jobId }), neverRetry)),
  )

const scopeCheck = (name: string, failure: CallFailure | undefined): Check => {
  if (failure === undefined || failure._tag === "JobNotFound") return ok(name, "allowed")
  return fromFailure(name, failure)
}

/** Uses the token: whose it is, and what it may look at. */
export const checkToken = Effect.fnUntraced(function* (token: Redacted.Redacted<string>) {
  const { call, settings } = yield* ZohoConnection
  const asked = yield* Effect.result(withRetryPolicy(call(operations.getOrganization, {}), neverRetry))
  if (Result.isFailure(asked) && asked.failure._tag === "TokenRefused") {
    const found = yield* findToken(token, settings)
    return [
      found === undefined ? fromFailure(tokenName, asked.failure) : elsewhere(tokenName, settings.dataCenter, found),
    ]
  }
  if (Result.isFailure(asked) && asked.failure._tag !== "ScopeMissing") return [fromFailure(tokenName, asked.failure)]
  const own = yield* Effect.result(Effect.flatMap(Effect.fromResult(asked), (reply) => readReply(reply, organization)))
  const organisation = Result.isSuccess(own)
    ? ok("Organisation", [own.success.name, own.success.zgid].filter((each) => each !== undefined).join(", zgid "))
    : fromFailure("Organisation", own.failure)
  const read = yield* attempt(operations.getReadJob, "1")
  const write = yield* attempt(operations.getWriteJob, "1")
  return [
    ok(tokenName, "Zoho takes it"),
    organisation,
    scopeCheck("Look at read jobs", Result.isFailure(read) ? read.failure : undefined),
    scopeCheck("Look at write jobs", Result.isFailure(write) ? write.failure : undefined),
  ]
})

const isGranted = (granted: ReadonlyArray<string>, required: RequiredScopes): boolean =>
  required.every((group) =>
    group.some((scope) => {
      const wanted = scope.toLowerCase()
      const ofModule = wanted.split("{module}")
      return granted.some((each) =>
        ofModule.length === 2
          ? each.startsWith(ofModule[0] ?? "") && (each.endsWith(ofModule[1] ?? "") || each.endsWith(".all"))
          : each === wanted,
      )
    }),
  )

const spending: ReadonlyArray<readonly [string, Operation]> = [
  ["Create read jobs", operations.createReadJob],
  ["Upload files", operations.uploadFile],
  ["Create write jobs", operations.createWriteJob],
]

/** What would cost credits is not tried: the scopes that Zoho named with the token tell, where it named them. */
export const checkSpending = (
  { apiVersion }: { readonly apiVersion: Parameters<Operation["scopes"]>[0] },
  scope: string | undefined,
): ReadonlyArray<Check> => {
  const granted = scope?.toLowerCase().split(/[\s,]+/)
  return spending.map(([name, operation]) => {
    if (granted === undefined) return skipped(name, "not tried, for it costs credits, and Zoho did not name the scopes")
    const required = operation.scopes(apiVersion)
    if (isGranted(granted, required)) return ok(name, "allowed by the scopes")
    const missing = required.map((group) => group.join(" or ")).join(", and ")
    return wrong(name, "the scopes do not allow it", `Sign in again with the scope ${missing}.`, exitCode.refused)
  })
}
