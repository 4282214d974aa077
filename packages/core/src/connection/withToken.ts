import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { AccessToken } from "../auth/AccessToken.ts"
import { secretProblem } from "../auth/secretProblem.ts"
import type { TokenUnavailable } from "../auth/TokenUnavailable.ts"
import type { CallFailure, TokenFailure } from "../failure/CallFailure.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { TokenStoreFailed } from "../failure/TokenStoreFailed.ts"
import { tokenWithinCall } from "../transport/timeLimit.ts"

/** A provider that gives what cannot be a token has a bug; a runtime's complaint about the header would show the token. */
const checkSendable = (token: Redacted.Redacted): Effect.Effect<Redacted.Redacted> => {
  const problem = secretProblem(Redacted.value(token))
  return problem === undefined
    ? Effect.succeed(token)
    : Effect.die(new Error(`The AccessToken provider gave what cannot be a token: ${problem}`))
}

/** Tries with the token at hand and, if Zoho refuses that very token, once with another. */
export const withToken = Effect.fnUntraced(function* <A, R>(
  token: AccessToken["Service"],
  request: RequestContext,
  oneTry: (held: Redacted.Redacted) => Effect.Effect<A, CallFailure, R>,
): Effect.fn.Return<A, CallFailure, R> {
  const unavailable = ({ problem, remedy }: TokenUnavailable) =>
    Effect.fail(new TokenStoreFailed({ request, problem, remedy }))
  const had = <T>(asked: Effect.Effect<T, TokenFailure | TokenUnavailable>): Effect.Effect<T, CallFailure> =>
    asked.pipe(Effect.catchTag("TokenUnavailable", unavailable), tokenWithinCall(request))
  const held = yield* had(Effect.flatMap(token.get, checkSendable))
  return yield* Effect.catchTag(oneTry(held), "TokenRefused", (refusal) =>
    Effect.flatMap(
      had(token.replace(held)),
      Option.match({
        onNone: () => Effect.fail<CallFailure>(refusal),
        onSome: (newer) => Effect.flatMap(checkSendable(newer), oneTry),
      }),
    ),
  )
})
