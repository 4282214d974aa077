import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { call } from "../../connection/call.ts"
import { never, withRetryPolicy } from "../../connection/RetryPolicy.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { operations } from "../../wire/Operation.ts"
import type { Network } from "./brokenLine.ts"
import { type AskedForOrganization, checkScopes, type Granted } from "./scopeChecks.ts"

/** Checks whether Zoho accepts the token, even if it lacks the scope to say whose it is. */
export const isKnown = (asked: AskedForOrganization): boolean =>
  Result.isSuccess(asked) || asked.failure._tag === "ScopeMissing"

/** Uses the token for the cheapest requests: whose it is and, if Zoho accepts it, what it may do. */
export const useToken = Effect.fnUntraced(function* (granted: Granted, network: Network) {
  const connection = yield* ZohoConnection
  const asked = yield* Effect.result(withRetryPolicy(call(connection, operations.getOrganization, {}), never))
  return { asked, checks: isKnown(asked) ? yield* checkScopes(granted, network, asked) : [] }
})
