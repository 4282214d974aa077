import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Redacted from "effect/Redacted"
import { CurrentLimits } from "../settings/Limits.ts"
import type { TokenFailure } from "../failure/CallFailure.ts"
import type { StorageFailed } from "../failure/StorageFailed.ts"
import { Throttled, ZohoFailing } from "../failure/Refusal.ts"
import { TokenBudgetSpent } from "../failure/TokenFailure.ts"
import { TokenStoreFailed } from "../failure/TokenStoreFailed.ts"
import { clientSecretOf } from "./clientSecret.ts"
import { isFresh, type IssuedToken } from "./IssuedToken.ts"
import type { RefreshGrant } from "./RefreshGrant.ts"
import { requestToken, tokenRequest } from "./requestToken.ts"
import type { TokenIssuer } from "./TokenIssuer.ts"
import { countedRequests, restFrom, restInForce, type TokenRecord, waitForBudget } from "./TokenRecord.ts"
import type { TokenStore } from "./TokenStore.ts"

type Renewal = Effect.Effect<IssuedToken, TokenFailure, HttpClient.HttpClient>

/** Checks whether a request certainly made no token, because it never arrived. */
const neverArrived = (failure: TokenFailure): boolean =>
  failure._tag === "HostNotPermitted" || (failure._tag === "NoAnswer" && failure.neverArrived)

/** How long a failure asks everyone to leave Zoho alone. */
const restAfter = (failure: TokenFailure, now: number): Pick<TokenRecord, "rest"> => {
  if ((failure._tag !== "Throttled" && failure._tag !== "ZohoFailing") || failure.retryAfter === undefined) return {}
  return { rest: restFrom(now, failure.retryAfter, failure._tag === "Throttled" ? "throttled" : "failing") }
}

/**
 * Makes the renewal of a grant's token: exclusive among all who share the store, and within Zoho's budget.
 *
 * A token that somebody else has stored in the meantime is used, unless it is the refused one. A request is counted
 * before it is sent, so that an interrupted one counts too; a token that cannot be stored is used all the same. A client
 * secret that has to be asked for is asked for before that.
 */
export const makeRenewal = (
  grant: RefreshGrant,
  issuer: TokenIssuer,
  store: TokenStore["Service"],
  key: string,
): ((refused?: string) => Renewal) => {
  const { context: request } = tokenRequest("renewToken", {}, issuer)
  const secret = Effect.mapError(
    clientSecretOf(grant),
    ({ problem, remedy }) => new TokenStoreFailed({ request, problem, remedy }),
  )

  const failed = (failure: StorageFailed): TokenStoreFailed =>
    new TokenStoreFailed({ request, problem: failure.summary, remedy: failure.remedy })

  const put = (record: TokenRecord) =>
    store.set(key, record).pipe(Effect.catch((failure) => Effect.logDebug(`zoho-bulk: ${failure.summary}`)))

  const resting = ({ because, until }: NonNullable<TokenRecord["rest"]>, now: number): TokenFailure => {
    const said = { request, retryAfter: Duration.millis(until - now) }
    return because === "throttled" ? new Throttled(said) : new ZohoFailing(said)
  }

  const renewed = Effect.fnUntraced(function* (
    refused: string | undefined,
  ): Effect.fn.Return<IssuedToken, TokenFailure, HttpClient.HttpClient> {
    const limits = yield* CurrentLimits
    const now = yield* Clock.currentTimeMillis
    const record = yield* Effect.mapError(store.get(key), failed)
    const { token } = record
    if (token !== undefined && isFresh(token, now, limits) && Redacted.value(token.accessToken) !== refused)
      return token
    const rest = restInForce(record, now, limits)
    if (rest !== undefined) return yield* Effect.fail(resting(rest, now))
    const before = countedRequests(record, now, limits)
    const retryAfter = waitForBudget(before, now, limits)
    if (retryAfter !== undefined) {
      const windowMillis = limits.tokenRequestWindow
      return yield* new TokenBudgetSpent({ request, requests: before.length, windowMillis, retryAfter })
    }
    const form = {
      grant_type: "refresh_token",
      client_id: grant.clientId,
      client_secret: yield* secret,
      refresh_token: grant.refreshToken,
    }
    const counted = [...before, yield* Clock.currentTimeMillis]
    const kept = token === undefined ? {} : { token }
    yield* Effect.mapError(store.set(key, { ...kept, requestedAt: counted }), failed)
    const issued = yield* Effect.tapError(requestToken("renewToken", form, issuer), (failure) =>
      Effect.flatMap(Clock.currentTimeMillis, (later) =>
        put({ ...kept, requestedAt: neverArrived(failure) ? before : counted, ...restAfter(failure, later) }),
      ),
    )
    const { refreshToken: _, ...next } = issued
    yield* put({ token: next, requestedAt: counted })
    return next
  })

  return (refused) =>
    Effect.mapError(store.exclusively(key)(renewed(refused)), (failure) =>
      failure._tag === "StorageFailed" ? failed(failure) : failure,
    )
}
