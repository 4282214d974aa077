import { assert, it } from "@effect/vitest"
import { AccessToken } from "@zoho-bulk/core"
import { Effect, Exit, Option } from "effect"
import { addresses, trusted } from "../../support/hostileAddresses.ts"
import { runs } from "../../support/properties.ts"
import { currentToken, refreshing, tokenReply } from "../../support/tokens.ts"

it.effect.prop(
  "a token comes with a trusted api_domain or not at all, whatever the reply says",
  { api_domain: addresses },
  ({ api_domain }) =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(currentToken)
      const { apiDomain } = yield* AccessToken
      const offered = Option.map(yield* apiDomain, ({ origin, username }) => `${username}${origin}`)
      if (Option.isSome(offered)) assert.include(trusted, offered.value)
      assert.strictEqual(Exit.isSuccess(exit), Option.isSome(offered), api_domain)
    }).pipe(Effect.provide(refreshing([tokenReply(1, { api_domain })]))),
  runs(300),
)
