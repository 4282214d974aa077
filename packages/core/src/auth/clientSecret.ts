import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import { checkParts } from "./checkParts.ts"
import { grantKeys, type RefreshGrant } from "./RefreshGrant.ts"
import { TokenUnavailable } from "./TokenUnavailable.ts"

/** The client secret of a grant, asked for where that is how it is given. What was given at once has been checked already. */
export const clientSecretOf = ({
  clientSecret,
}: RefreshGrant): Effect.Effect<Redacted.Redacted<string>, TokenUnavailable> =>
  Effect.isEffect(clientSecret)
    ? Effect.tap(clientSecret, (value) =>
        Effect.mapError(
          Effect.fromResult(checkParts("grant", [{ name: grantKeys[1], value, isSecret: true }])),
          ({ problem, remedy }) => new TokenUnavailable({ problem, remedy }),
        ),
      )
    : Effect.succeed(clientSecret)
