import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { CurrentLimits } from "../settings/Limits.ts"
import type { TokenFailure } from "../failure/CallFailure.ts"
import { NoAnswerInTime } from "../failure/Unreached.ts"
import { CallDeadline, timeLeft, withCallDeadline } from "../transport/CallDeadline.ts"
import { heldClient } from "../transport/heldClient.ts"
import { attribute, callAttributes, spanName } from "../transport/telemetry.ts"
import { grantFingerprint } from "./grantFingerprint.ts"
import { isFresh, type IssuedToken, trustedApiDomain } from "./IssuedToken.ts"
import type { RefreshGrant } from "./RefreshGrant.ts"
import { makeRenewal } from "./renewal.ts"
import { tokenRequest } from "./requestToken.ts"
import type { TokenIssuer } from "./TokenIssuer.ts"
import { TokenStore } from "./TokenStore.ts"

/** A renewal under way, for everyone who waits for it; `refused` is the token that it was begun to replace. */
interface Flight {
  readonly refused: string | undefined
  readonly landed: Deferred.Deferred<IssuedToken, TokenFailure>
}

const valueOf = ({ accessToken }: IssuedToken): string => Redacted.value(accessToken)

/**
 * Makes a source of tokens that renews them in time: once, however many callers wait.
 *
 * A renewal belongs to the source, not to the caller who happened to begin it, so that no caller's interruption or
 * deadline takes it from the others. Permanent failures are remembered, and Zoho is not asked again.
 */
export const makeRefreshingToken = Effect.fnUntraced(function* (grant: RefreshGrant, issuer: TokenIssuer) {
  const scope = yield* Effect.scope
  const withClient = yield* heldClient
  const fingerprint = yield* grantFingerprint(grant, issuer)
  const renew = makeRenewal(grant, issuer, yield* TokenStore, fingerprint)
  const request = tokenRequest("renewToken", {}, issuer)

  let held: IssuedToken | undefined
  let hopeless: TokenFailure | undefined
  let flight: Flight | undefined

  const remember = (failure: TokenFailure): Effect.Effect<void> => {
    if (failure._tag === "GrantRefused" || failure._tag === "HostNotTrusted") hopeless = failure
    return Effect.andThen(
      Effect.annotateCurrentSpan(attribute.failure, failure._tag),
      Effect.logDebug(`zoho-bulk: ${failure.summary}`),
    )
  }

  const landing = ({ landed, refused }: Flight): Effect.Effect<unknown> =>
    renew(refused).pipe(
      Effect.tap((token) => Effect.sync(() => (held = token))),
      Effect.tapError(remember),
      withCallDeadline,
      Effect.provideService(CallDeadline, undefined),
      withClient,
      Effect.withSpan(spanName(request), { kind: "client", attributes: callAttributes(request) }),
      Effect.onExit((exit) => {
        flight = undefined
        return Deferred.done(landed, exit)
      }),
      Effect.exit,
    )

  const start = Effect.fnUntraced(function* (refused: string | undefined) {
    const begun: Flight = { refused, landed: Deferred.makeUnsafe<IssuedToken, TokenFailure>() }
    flight = begun
    yield* Effect.forkIn(landing(begun), scope)
    return begun
  }, Effect.uninterruptible)

  /** Waits for a renewal as long as the call may still last. */
  const waitFor = Effect.fnUntraced(function* ({ landed }: Flight) {
    const { callTimeout } = yield* CurrentLimits
    return yield* Effect.timeoutOrElse(Deferred.await(landed), {
      duration: Math.max(0, yield* timeLeft),
      orElse: () => new NoAnswerInTime({ request: request.context, limit: "callTimeout", limitMillis: callTimeout }),
    })
  })

  /** Gives a token other than the refused one; a renewal that began without knowing of that may bring just this one. */
  const another = (refused?: string): Effect.Effect<IssuedToken, TokenFailure> =>
    Effect.suspend(() => {
      if (hopeless !== undefined) return Effect.fail(hopeless)
      const joined = flight
      if (joined === undefined) return Effect.flatMap(start(refused), waitFor)
      return Effect.flatMap(waitFor(joined), (token) =>
        valueOf(token) === refused && joined.refused !== refused ? another(refused) : Effect.succeed(token),
      )
    })

  const current = Effect.gen(function* () {
    const limits = yield* CurrentLimits
    const now = yield* Clock.currentTimeMillis
    const token = held
    if (token === undefined) return yield* another()
    if (isFresh(token, now, limits)) return token
    return yield* Effect.catchIf(
      another(),
      ({ isRetryable }) => isRetryable && now < token.expiresAt,
      () => Effect.succeed(token),
    )
  })

  return {
    get: Effect.map(current, ({ accessToken }) => accessToken),
    replace: (
      refused: Redacted.Redacted<string>,
    ): Effect.Effect<Option.Option<Redacted.Redacted<string>>, TokenFailure> =>
      Effect.suspend(() => {
        const isReplaced = held !== undefined && valueOf(held) !== Redacted.value(refused)
        const next = isReplaced ? current : another(Redacted.value(refused))
        return Effect.map(next, ({ accessToken }) => Option.some(accessToken))
      }),
    apiDomain: Effect.sync(() =>
      Option.flatMap(Option.fromUndefinedOr(held), (token) => trustedApiDomain(token, issuer)),
    ),
    identity: Effect.succeed(Redacted.make(fingerprint)),
    scope: Effect.sync(() => Option.fromUndefinedOr(held?.scope)),
  }
})
