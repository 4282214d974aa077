import { Effect, Redacted, type Schema } from "effect"
import { HttpClient, HttpServerResponse } from "effect/http"
import { issuerOf } from "../../../packages/core/src/auth/TokenIssuer.ts"
import { requestToken } from "../../../packages/core/src/auth/requestToken.ts"
import { changedJsonText } from "../draw/json.ts"
import { changedText } from "../draw/text.ts"
import { endOf } from "../endOf.ts"
import { holdsNothingUnprintable } from "../printable.ts"
import { holds, part, type Target } from "../Target.ts"

const secret = "sentinel-of-the-client-4b1d"

const token = { access_token: "1000.0123456789abcdef0123456789abcdef", expires_in: 3_600, token_type: "Bearer" }

const replies: readonly [Schema.Json, ...ReadonlyArray<Schema.Json>] = [
  { ...token, api_domain: "https://www.zohoapis.com", scope: "ZohoCRM.bulk.ALL ZohoCRM.modules.ALL" },
  { ...token, refresh_token: "1000.fedcba9876543210fedcba9876543210" },
  { ...token, expires_in: 3_600_000, expires_in_sec: 3_600 },
  { ...token, expires_in: "3600" },
  { error: "invalid_code" },
  { error: "Access Denied", error_description: `You asked with ${secret} too often`, status: "failure" },
]

const day = 86_400_000

/** What the accounts host says: a token that lives for a day at most, or a failure without the secrets of the grant. */
export const tokenReplies: Target = {
  name: "token-replies",
  draw: (chance) => {
    const reply = changedJsonText(chance, chance.pick(replies))
    return [
      chance.pick(["200", "400", "401", "429", "500"]),
      chance.happens(0.1) ? changedText(chance, reply, [secret]) : reply,
    ]
  },
  check: async (given) => {
    const status = Number(part(given, 0)) || 200
    const client = HttpClient.make((request) =>
      Effect.succeed(
        HttpServerResponse.toClientResponse(HttpServerResponse.text(part(given, 1), { status }), { request }),
      ),
    )
    const form = { grant_type: "refresh_token", client_id: "x", client_secret: Redacted.make(secret) }
    const end = await endOf(
      requestToken("renewToken", form, issuerOf("us")).pipe(Effect.provideService(HttpClient.HttpClient, client)),
    )
    if ("failure" in end) {
      const said = `${end.failure.summary} ${end.failure.remedy} ${JSON.stringify(end.failure)}`
      holds(!said.includes(secret), "the secret of the client is told")
      return
    }
    const { apiDomain, expiresAt, issuedAt } = end.value
    holds(Number.isSafeInteger(Math.ceil(expiresAt)) && expiresAt > issuedAt, "the token has no time to live")
    holds(expiresAt - issuedAt <= day, "the token lives for longer than a day")
    holdsNothingUnprintable(apiDomain ?? "")
  },
}
