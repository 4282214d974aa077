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
import { attribute, callAttributes, codeAttribute, spanName } from "../transport/telemetry.ts"
import { changeTexts } from "../wire/excerpt.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Connection, Performance, Reply } from "./Connection.ts"
import { interpretAnswer } from "./interpretAnswer.ts"
import { atTokensDomain, outgoingRequest } from "./outgoingRequest.ts"
import { type Lane, laneOf } from "./lanes.ts"
import { classOf, makeRateGate, tellWait } from "./RateGate.ts"
import { CurrentRetryPolicy, retryAfterOf, untilDeadline } from "./RetryPolicy.ts"
import { withToken } from "./withToken.ts"

/** Makes a connection to the organisation that the settings and the token lead to. */
export const makeConnection = Effect.fnUntraced(function* (settings: Settings) {
  const client = yield* HttpClient.HttpClient
  const token = yield* AccessToken
  const gate = makeRateGate(settings.maxConcurrency ?? (yield* CurrentLimits).maxConcurrency)
  let creditsRemaining = Option.none<number>()
  const { hide, remember } = rememberingSecrets()

  /** Reads an answer for what it says. One that asks to wait closes the gate, whoever tries again. */
  const read = Effect.fnUntraced(function* (lane: Lane, request: OutgoingRequest, answer: Answer) {
    if (answer.creditsRemaining !== undefined) creditsRemaining = Option.some(answer.creditsRemaining)
    yield* Effect.annotateCurrentSpan(attribute.status, answer.status)
    const { method, url } = request.context
    yield* Effect.logDebug(`zoho-bulk: ${method} ${url}: HTTP ${answer.status}, ${answer.body.length} characters`)
    const meaning = Effect.fromResult(interpretAnswer(request.context, answer, yield* CurrentLimits))
    const json = yield* Effect.tapErrorTag(meaning, "Throttled", ({ retryAfter = Duration.zero }) =>
      gate.pause(lane, retryAfter),
    )
    return changeTexts({ request, answer, json } satisfies Reply, hide)
  })

  const authorize = Effect.fnUntraced(function* (request: OutgoingRequest, held: Redacted.Redacted) {
    const { context, url } = atTokensDomain(settings, request, yield* token.apiDomain)
    const headers = { ...request.headers, authorization: authorization(token.scheme, held) }
    return { ...request, context, url, headers } satisfies OutgoingRequest
  })

  /** Tries again as the policy says. Where Zoho asks to wait without saying for how long, the policy's pause is everyone's. */
  const retry = Effect.fnUntraced(function* <A>(
    lane: Lane,
    oneTry: Effect.Effect<A, CallFailure>,
    isWorthIt: (failure: CallFailure) => boolean,
  ) {
    let tries = 0
    let latest: CallFailure | undefined
    // A try that was not sent any more says less than the one before it.
    const isUnsent = (failure: CallFailure) => failure._tag === "Throttled" && !failure.isAnswered
    const nextTry = Effect.suspend(() => {
      tries++
      return Effect.mapError(oneTry, (failure) => (latest = latest && isUnsent(failure) ? latest : failure))
    })
    const untilHealed = untilDeadline(yield* CurrentRetryPolicy, isWorthIt).pipe(
      Schedule.tap(({ duration, input }) => {
        const isThrottled = input._tag === "Throttled"
        const isAsked = isThrottled || retryAfterOf(input) !== undefined
        return Effect.andThen(
          isThrottled ? gate.pause(lane, duration) : Effect.void,
          isAsked ? tellWait(classOf(lane), Duration.toMillis(duration)) : Effect.void,
        )
      }),
    )
    const { firstRetryDelay } = yield* CurrentLimits
    return yield* nextTry.pipe(
      Effect.tapError((failure) => Effect.logDebug(`zoho-bulk: try ${tries}: ${failure.summary}`)),
      Effect.retry(untilHealed),
      Effect.tapErrorTag("Throttled", ({ isAnswered, retryAfter }) =>
        isAnswered && retryAfter === undefined ? gate.pause(lane, Duration.millis(firstRetryDelay)) : Effect.void,
      ),
      Effect.tapError(({ _tag, code }) =>
        Effect.annotateCurrentSpan({ [attribute.failure]: _tag, ...codeAttribute(code) }),
      ),
      Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan(attribute.tries, tries))),
    )
  }, withCallDeadline)

  const perform: Connection["perform"] = <A>(
    operation: Operation,
    details: Parameters<Connection["perform"]>[1],
    { isWorthIt, oneTry }: Performance<A>,
  ) => {
    const request = outgoingRequest(settings, operation, details)
    const lane = laneOf(operation)
    /** Waits for a lane, the token and then its turn, so that nothing is waited for between that and sending. */
    const inTurn = gate
      .pass(lane, request.context, (turn) =>
        withToken(token, request.context, (held) => {
          remember(Redacted.value(held))
          return Effect.flatMap(authorize(request, held), (outgoing) =>
            Effect.andThen(
              turn,
              oneTry(outgoing, (answer) => read(lane, outgoing, answer)),
            ),
          ).pipe(hideInFailures(hide))
        }),
      )
      .pipe(Effect.provideService(HttpClient.HttpClient, client))
    return retry(lane, inTurn, isWorthIt).pipe(
      Effect.withSpan(spanName(request), { kind: "client", attributes: callAttributes(request) }),
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
