import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import { AccessToken, accessTokenVariable } from "../../auth/AccessToken.ts"
import { clientSecretOf } from "../../auth/clientSecret.ts"
import { layerNamedToken } from "../../auth/layerAccessToken.ts"
import type { RefreshGrant } from "../../auth/RefreshGrant.ts"
import { requestToken, tokenRequest } from "../../auth/requestToken.ts"
import { issuerOf } from "../../auth/TokenIssuer.ts"
import { resolveSettings, type Settings } from "../../settings/Settings.ts"
import { fromSaved } from "../../settings/SettingsLevel.ts"
import { never, withRetryPolicy } from "../../connection/RetryPolicy.ts"
import { call } from "../../connection/call.ts"
import { layerSettings, ZohoConnection } from "../../connection/ZohoConnection.ts"
import { type DataCenter, dataCenters } from "../../domain/DataCenter.ts"
import { dataCenterOfHost, isLoopback } from "../../domain/hosts.ts"
import type { GrantRefused } from "../../failure/TokenFailure.ts"
import type { TokenRefused } from "../../failure/Refusal.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { operations } from "../../wire/Operation.ts"
import { exitCode } from "../failure/ExitCode.ts"
import { diagnose, type Network } from "./brokenLine.ts"
import { type Check, ok, skipped, wrong } from "./Check.ts"
import type { AskedForOrganization } from "./scopeChecks.ts"
import { askForAnother, type TokenSource } from "./TokenSource.ts"
import { isKnown } from "./useToken.ts"

/** The data centres in which a token could be valid as well: none if it is for a host that is not Zoho's. */
const othersThan = ({ dataCenter, hosts }: Settings): ReadonlyArray<DataCenter> =>
  dataCenterOfHost(hosts.api.hostname) === undefined ? [] : dataCenters.filter((each) => each !== dataCenter)

const goodIn = (name: string, own: DataCenter, found: DataCenter): Check =>
  wrong(
    name,
    `it is refused in the data centre ${own}, but valid in ${found}`,
    `Set --data-center ${found} (ZOHO_DATA_CENTER=${found}).`,
    exitCode.refused,
  )

const formOf = ({ clientId, refreshToken }: RefreshGrant, clientSecret: Redacted.Redacted<string>) => ({
  grant_type: "refresh_token",
  client_id: clientId,
  client_secret: clientSecret,
  refresh_token: refreshToken,
})

/** The request that tests a grant; when it is shown, variables replace its secrets. */
export const grantRequest = (grant: RefreshGrant, settings: Settings): OutgoingRequest =>
  tokenRequest("renewToken", formOf(grant, Redacted.make("")), settings)

/** Looks in which other data centre a grant is good, one after the other. */
const findGrant = (grant: RefreshGrant, settings: Settings) =>
  Effect.gen(function* () {
    const secret = yield* Effect.result(clientSecretOf(grant))
    if (Result.isFailure(secret)) return undefined
    for (const dataCenter of othersThan(settings)) {
      const form = formOf(grant, secret.success)
      const tried = yield* Effect.result(requestToken("renewToken", form, issuerOf(dataCenter)))
      if (Result.isSuccess(tried)) return dataCenter
    }
    return undefined
  })

/** Looks in which other data centre an access token is good: Zoho's own hosts alone get it. */
const findToken = (token: Redacted.Redacted<string>, own: Settings) =>
  Effect.gen(function* () {
    for (const dataCenter of othersThan(own)) {
      const settings = resolveSettings([fromSaved({ dataCenter })])
      if (Result.isFailure(settings)) continue
      const tried = yield* Effect.gen(function* () {
        const connection = yield* ZohoConnection
        return yield* Effect.result(withRetryPolicy(call(connection, operations.getOrganization, {}), never))
      }).pipe(
        Effect.provide(Layer.provide(layerSettings(settings.success), layerNamedToken(accessTokenVariable, token))),
      )
      if (isKnown(tried)) return dataCenter
    }
    return undefined
  })

const tokenName = "Token"

const refusedEverywhere = (failure: GrantRefused | TokenRefused, source: TokenSource): Check => {
  const isOfEmulator = failure._tag === "GrantRefused" && isLoopback(new URL(failure.request.url))
  const remedy = isOfEmulator && source._tag === "Grant" ? failure.remedy : askForAnother(source, failure.code)
  return wrong(tokenName, failure.summary, remedy, exitCode.refused)
}

/** What keeps a grant from being tried, though nothing is wrong with it. */
const asksToWait: ReadonlyArray<string> = ["TokenBudgetSpent", "Throttled"]

/** Makes another token where this one was kept by an earlier run: that one may have had another secret. */
const tryGrant = Effect.fnUntraced(function* (token: Redacted.Redacted<string>, kept: ReadonlyArray<string>) {
  const { replace } = yield* AccessToken
  if (!kept.includes(Redacted.value(token))) return { token }
  const tried = yield* Effect.result(replace(token))
  if (Result.isSuccess(tried)) return { token: Option.getOrElse(tried.success, () => token) }
  if (!asksToWait.includes(tried.failure._tag)) return yield* Effect.fail(tried.failure)
  const untried =
    "not tried, because too many tokens were requested recently: the token in use was saved by an earlier run"
  return { token, untried: skipped("Grant", untried) }
})

/**
 * Gets a token. Where it is made from a grant, it is made now, so that client, secret and refresh token are tried; looks elsewhere where Zoho refuses
 * the grant.
 */
export const checkGrant = Effect.fnUntraced(function* (
  grant: RefreshGrant | undefined,
  source: TokenSource,
  network: Network,
  kept: ReadonlyArray<string>,
) {
  const { settings } = yield* ZohoConnection
  const { get } = yield* AccessToken
  const token = yield* Effect.result(Effect.flatMap(get, (first) => tryGrant(first, grant === undefined ? [] : kept)))
  if (Result.isSuccess(token)) return token.success
  const { failure } = token
  if (failure._tag === "TokenUnavailable") return { check: wrong(tokenName, failure.summary, failure.remedy) }
  if (failure._tag !== "GrantRefused" || grant === undefined) return { check: diagnose(tokenName, failure, network) }
  const found = yield* findGrant(grant, settings)
  const { dataCenter } = settings
  return { check: found === undefined ? refusedEverywhere(failure, source) : goodIn(tokenName, dataCenter, found) }
})

/** Judges a token by what Zoho answered when it was asked whose it is; looks elsewhere where Zoho refuses it. */
export const checkToken = Effect.fnUntraced(function* (
  asked: AskedForOrganization,
  token: Redacted.Redacted<string>,
  source: TokenSource,
  network: Network,
) {
  const { settings } = network
  if (Result.isSuccess(asked) || asked.failure._tag === "ScopeMissing") return ok(tokenName, "accepted by Zoho")
  if (asked.failure._tag !== "TokenRefused") return diagnose(tokenName, asked.failure, network)
  const found = yield* findToken(token, settings)
  return found === undefined ? refusedEverywhere(asked.failure, source) : goodIn(tokenName, settings.dataCenter, found)
})
