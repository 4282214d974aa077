import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type { AccessToken } from "../auth/AccessToken.ts"
import type { TokenUnavailable } from "../auth/TokenUnavailable.ts"
import type { CallFailure, TokenFailure } from "../failure/CallFailure.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { TokenStoreFailed } from "../failure/TokenStoreFailed.ts"
import { tokenWithinCall } from "../transport/timeLimit.ts"

/** Tries with the token at hand and, if Zoho refuses that very token, once with another. */
export const withToken = <A, R>(
  token: AccessToken["Service"],
  request: RequestContext,
  oneTry: (held: Redacted.Redacted) => Effect.Effect<A, CallFailure, R>,
): Effect.Effect<A, CallFailure, R> => {
  const unavailable = ({ problem, remedy }: TokenUnavailable) =>
    Effect.fail(new TokenStoreFailed({ request, problem, remedy }))
  const had = <T>(asked: Effect.Effect<T, TokenFailure | TokenUnavailable>): Effect.Effect<T, CallFailure> =>
    Effect.catchTag(tokenWithinCall(request)(asked), "TokenUnavailable", unavailable)
  return Effect.flatMap(had(token.get), (held) =>
    Effect.catchTag(oneTry(held), "TokenRefused", (refusal) =>
      Effect.flatMap(
        had(token.replace(held)),
        Option.match({
          onNone: () => Effect.fail<CallFailure>(refusal),
          onSome: oneTry,
        }),
      ),
    ),
  )
}
