import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { AccessToken, authorization } from "../auth/AccessToken.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { hideInFailures, rememberingSecrets } from "../failure/hideSecrets.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { Settings } from "../settings/Settings.ts"
import type { Answer } from "../transport/Answer.ts"
import { withCallDeadline } from "../transport/CallDeadline.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { annotateCall, attribute, codeAttribute, inCallSpan } from "../transport/telemetry.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Connection, Performance, Reply } from "./Connection.ts"
import { interpretAnswer } from "./interpretAnswer.ts"
import { atTokensDomain, outgoingRequest, trustedBy } from "./outgoingRequest.ts"
import { type Lane, laneOf } from "./lanes.ts"
import { classOf, makeRateGate, tellWait } from "./RateGate.ts"
import { CurrentRetryPolicy, retryAfterOf, type RetryPolicy, untilDeadline } from "./RetryPolicy.ts"
import { withoutToken } from "./withoutToken.ts"
import { withToken } from "./withToken.ts"

/** Makes a connection to the organisation that the settings and the token lead to. */
export const makeConnection = Effect.fnUntraced(function* (settings: Settings) {
  const client = yield* HttpClient.HttpClient
  const token = yield* AccessToken
  const gate = makeRateGate(settings.maxConcurrency ?? (yield* CurrentLimits).maxConcurrency)
  let creditsRemaining = Option.none<number>()
  const trusted = trustedBy(settings)
  const { hide, remember } = rememberingSecrets()

  /** Reads the content of an answer. One that asks to wait closes the gate, whoever tries again. */
  const read = (lane: Lane, request: OutgoingRequest, answer: Answer): Effect.Effect<Reply, CallFailure> =>
    Effect.withFiber((fiber) => {
      if (answer.creditsRemaining !== undefined) creditsRemaining = Option.some(answer.creditsRemaining)
      const { method, url } = request.context
      const meaning = Effect.fromResult(interpretAnswer(request.context, answer, fiber.getRef(CurrentLimits)))
      return annotateCall({ [attribute.status]: answer.status }).pipe(
        Effect.andThen(
          Effect.logDebug(`zoho-bulk: ${method} ${url}: HTTP ${answer.status}, ${answer.body.length} characters`),
        ),
        Effect.andThen(meaning),
        Effect.tapErrorTag("Throttled", ({ retryAfter = Duration.zero }) => gate.pause(lane, retryAfter)),
        Effect.map((json) => withoutToken({ request, answer, json }, hide)),
      )
    })

  /** Tries again as the policy says. Where Zoho asks to wait without saying for how long, the policy's pause is everyone's. */
  const untilHealed = (lane: Lane, policy: RetryPolicy, isWorthIt: (failure: CallFailure) => boolean): RetryPolicy =>
    untilDeadline(policy, isWorthIt).pipe(
      Schedule.tap(({ duration, input }) => {
        const isThrottled = input._tag === "Throttled"
        const isAsked = isThrottled || retryAfterOf(input) !== undefined
        return Effect.andThen(
          isThrottled ? gate.pause(lane, duration) : Effect.void,
          isAsked ? tellWait(classOf(lane), Duration.toMillis(duration)) : Effect.void,
        )
      }),
    )

  /** Tries until it succeeds, or is not worth it any more. A policy is put to work only once a try has failed. */
  const retry = <A>(
    lane: Lane,
    oneTry: Effect.Effect<A, CallFailure>,
    isWorthIt: (failure: CallFailure) => boolean,
  ): Effect.Effect<A, CallFailure> =>
    Effect.withFiber((fiber) => {
      let tries = 0
      let latest: CallFailure | undefined
      // A try that was not sent any more says less than the one before it.
      const isUnsent = (failure: CallFailure) => failure._tag === "Throttled" && !failure.isAnswered
      const nextTry = Effect.suspend(() => {
        tries++
        return oneTry.pipe(
          Effect.catch((failure) => {
            latest = latest && isUnsent(failure) ? latest : failure
            return Effect.andThen(Effect.logDebug(`zoho-bulk: try ${tries}: ${latest.summary}`), Effect.fail(latest))
          }),
        )
      })
      const others = (first: CallFailure): Effect.Effect<A, CallFailure> => {
        let next: Effect.Effect<A, CallFailure> = Effect.fail(first)
        return Effect.suspend(() => {
          const now = next
          next = nextTry
          return now
        }).pipe(
          Effect.retry(untilHealed(lane, fiber.getRef(CurrentRetryPolicy), isWorthIt)),
          Effect.tapError((failure) => {
            const isVague = failure._tag === "Throttled" && failure.isAnswered && failure.retryAfter === undefined
            return Effect.andThen(
              isVague ? gate.pause(lane, Duration.millis(fiber.getRef(CurrentLimits).firstRetryDelay)) : Effect.void,
              annotateCall({ [attribute.failure]: failure._tag, ...codeAttribute(failure.code) }),
            )
          }),
        )
      }
      return Effect.ensuring(
        nextTry.pipe(Effect.catch(others)),
        Effect.suspend(() => annotateCall({ [attribute.tries]: tries })),
      )
    })

  const perform: Connection["perform"] = <A>(
    operation: Operation,
    details: Parameters<Connection["perform"]>[1],
    { isWorthIt, oneTry }: Performance<A>,
  ) => {
    const request = outgoingRequest(settings, operation, details, trusted)
    const lane = laneOf(operation)
    /** Waits for a lane, the token and then its turn, so that nothing is waited for between that and sending. */
    const inTurn = gate.pass(lane, request.context, (turn) =>
      withToken(token, request.context, (held) => {
        remember(Redacted.value(held))
        return Effect.flatMap(token.apiDomain, (apiDomain) => {
          const led = atTokensDomain(settings, request, apiDomain)
          const outgoing = { ...led, headers: { ...led.headers, authorization: authorization(token.scheme, held) } }
          return Effect.andThen(
            turn,
            oneTry(outgoing, (answer) => read(lane, led, answer)),
          )
        }).pipe(hideInFailures(hide))
      }),
    )
    return retry(lane, Effect.provideService(inTurn, HttpClient.HttpClient, client), isWorthIt).pipe(
      withCallDeadline,
      inCallSpan(request),
    )
  }

  return {
    settings,
    perform,
    hide,
    identity: token.identity ?? token.get,
    creditsRemaining: Effect.sync(() => creditsRemaining),
  } satisfies Connection
})
