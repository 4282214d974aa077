import { AccessToken, getJobDetails, type TokenStore, ZohoConnection } from "@zoho-bulk/core"
import { type RefreshGrant, refreshToken, type TokenIssuer } from "@zoho-bulk/core/Auth"
import { type InvalidSettings } from "@zoho-bulk/core/Failure"
import { type DataCenter, resolve } from "@zoho-bulk/core/Settings"
import { Effect, Layer, Option, Redacted, Result } from "effect"
import type { HttpClient } from "effect/http"
import { json } from "./answers.ts"
import { ScriptedZoho, sentRequests, type Turn } from "./ScriptedZoho.ts"

/** What no failure, log, span or address may show. */
export const secrets = {
  clientSecret: "c11e27c11e27c11e27c11e27c11e27c11e27",
  refreshToken: "1000.4ef4e504ef4e504ef4e504ef4e50.4ef4e504ef4e50",
  accessToken: "1000.5ec2e705ec2e705ec2e705ec2e70",
} as const

/** A grant of nobody. */
export const grant = {
  clientId: "1000.CLIENT",
  clientSecret: Redacted.make(secrets.clientSecret),
  refreshToken: Redacted.make(secrets.refreshToken),
} satisfies RefreshGrant

/** The access token that the wire gives out as its n-th. */
export const nthToken = (n: number): string => `${secrets.accessToken}.${n}`

/** The reply that gives the n-th token, for an hour. */
export const tokenReply = (n: number, changes: Readonly<Record<string, unknown>> = {}): Turn =>
  json({
    access_token: nthToken(n),
    api_domain: "https://www.zohoapis.com",
    token_type: "Bearer",
    expires_in: 3_600,
    ...changes,
  })

interface Options {
  readonly dataCenter?: DataCenter
  readonly store?: Layer.Layer<TokenStore>
}

/** Zoho's own issuer of tokens in a data centre. */
export const issuerOf = (dataCenter: DataCenter): TokenIssuer => Result.getOrThrow(resolve({ dataCenter }))

/** Tokens made from the grant, over a wire that follows a script. */
export const refreshing = (
  turns: Iterable<Turn>,
  { dataCenter = "us", store }: Options = {},
): Layer.Layer<AccessToken | ScriptedZoho | HttpClient.HttpClient, InvalidSettings> => {
  return Layer.provideMerge(refreshToken(grant, { store })(issuerOf(dataCenter)), ScriptedZoho.layer(turns))
}

/** A connection with such tokens. */
export const connectedByGrant = (turns: Iterable<Turn>, options: Options = {}) =>
  Layer.provideMerge(ZohoConnection.layer({ dataCenter: options.dataCenter }), refreshing(turns, options))

/** Gives a token that is good for now, in the clear. */
export const currentToken = AccessToken.use(({ get }) => Effect.map(get, Redacted.value))

/** Gives another token for a refused one, in the clear. */
export const otherToken = (refused: string) =>
  AccessToken.use(({ replace }) => Effect.map(replace(Redacted.make(refused)), Option.map(Redacted.value)))

/** Looks at a job that is there. */
export const readJob = getJobDetails({ kind: "read", id: "4150868000004717004" })

/** The times of the token requests so far. */
export const tokenRequestsAt = Effect.map(sentRequests, (requests) =>
  requests.filter(({ url }) => url.includes("/oauth/")).map(({ at }) => at),
)

/** What each request so far was: for a token, or with which. */
export const wireLog = Effect.map(sentRequests, (requests) =>
  requests.map(({ headers, url }) =>
    url.includes("/oauth/")
      ? "token"
      : (headers.authorization ?? "").replace(`Zoho-oauthtoken ${secrets.accessToken}.`, "with "),
  ),
)
