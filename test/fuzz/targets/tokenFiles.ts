import { defaultLimits } from "@zoho-bulk/core/Limits"
import { Duration, Effect, type Schema } from "effect"
import { isFresh, trustedApiDomain } from "../../../packages/core/src/auth/IssuedToken.ts"
import { issuerOf } from "../../../packages/core/src/auth/TokenIssuer.ts"
import { countedRequests, restInForce, waitForBudget } from "../../../packages/core/src/auth/TokenRecord.ts"
import { readTokenFile } from "../../../packages/core/src/auth/tokenFile.ts"
import { changedJsonText } from "../draw/json.ts"
import { endOf } from "../endOf.ts"
import { filesOf, fileText } from "../files.ts"
import { holds, part, type Target } from "../Target.ts"

const now = 1_795_647_059_082

const day = 86_400_000

const grant: Schema.Json = {
  token: {
    accessToken: "1000.token",
    issuedAt: now,
    expiresAt: now + 3_600_000,
    apiDomain: "https://www.zohoapis.com",
    scope: "x",
  },
  requestedAt: [now - 1_000, now],
  rest: { since: now - 1_000, until: now + 60_000, because: "throttled" },
}

/** Where tokens rest between runs: nothing in it makes anybody wait for longer than a day, or send a token elsewhere. */
export const tokenFiles: Target = {
  name: "token-files",
  draw: (chance) => [changedJsonText(chance, { format: "zoho-bulk tokens 1", grants: { "0a": grant, "0b": grant } })],
  check: async (given) => {
    const end = await endOf(readTokenFile("/t").pipe(Effect.provide(filesOf([fileText("/t", part(given, 0))]))))
    if ("failure" in end) return holds(end.failure.remedy !== "", "it does not say what to do")
    for (const record of Object.values(end.value)) {
      const rest = restInForce(record, now, defaultLimits)
      holds(rest === undefined || rest.until - now <= day, "it rests for longer than a day")
      const wait = waitForBudget(countedRequests(record, now, defaultLimits), now, defaultLimits)
      holds(wait === undefined || Duration.toMillis(wait) <= defaultLimits.tokenRequestWindow, "it waits for too long")
      if (record.token === undefined) continue
      holds(!isFresh(record.token, now, defaultLimits) || record.token.expiresAt - now <= day, "its token is too fresh")
      trustedApiDomain(record.token, issuerOf("us"))
    }
  },
}
