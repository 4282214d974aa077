import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import { AccessToken, authorization, withoutToken } from "../auth/AccessToken.ts"
import { secretProblem } from "../auth/secretProblem.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { interpretAnswer } from "./interpretAnswer.ts"
import type { Answer } from "../transport/Answer.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { CallDeadline, withCallDeadline } from "../transport/CallDeadline.ts"
import { open } from "../transport/open.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import { send } from "../transport/send.ts"
import { withinCall } from "../transport/timeLimit.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Connection, Reply } from "./Connection.ts"
import { asUnknownOutcome, surelyNotReceived } from "./createOutcome.ts"
import { makeJobDurations } from "./JobDurations.ts"
import { makeOrganizationId } from "./organizationId.ts"
import { atTokensDomain, outgoingRequest, type RequestDetails } from "./outgoingRequest.ts"
import { type CallClass, makeRateGate } from "./RateGate.ts"
import { CurrentRetryPolicy, untilDeadline } from "./RetryPolicy.ts"
import type { Settings } from "../settings/Settings.ts"
import { attribute, callAttributes, codeAttribute, spanName } from "./telemetry.ts"

const classOf = ({ name }: Operation): CallClass =>
  name === "downloadReadResult" || name === "downloadWriteResult" ? "download" : "api"

const canHeal = (failure: CallFailure): boolean => failure.isRetryable

/** A provider that gives what cannot be a token has a bug; a runtime's complaint about the header would show the token. */
const sendable = (token: Redacted.Redacted): Effect.Effect<Redacted.Redacted> => {
  const problem = secretProblem(Redacted.value(token))
  return problem === undefined
    ? Effect.succeed(token)
    : Effect.die(new Error(`The AccessToken provider gave what cannot be a token: ${problem}`))
}

/** Makes a connection to the organisation that the settings and the token lead to. */
export const makeConnection = Effect.fnUntraced(function* (settings: Settings) {
  const client = yield* HttpClient.HttpClient
  const token = yield* AccessToken
  const gate = yield* makeRateGate(settings.maxConcurrency ?? (yield* CurrentLimits).maxConcurrency)
  let creditsRemaining = Option.none<number>()

  /** Reads an answer for what it says, without the token that it may echo. */
  const understood = Effect.fnUntraced(function* (request: OutgoingRequest, answer: Answer, held: Redacted.Redacted) {
    if (answer.creditsRemaining !== undefined) creditsRemaining = Option.some(answer.creditsRemaining)
    yield* Effect.annotateCurrentSpan(attribute.status, answer.status)
    const { method, url } = request.context
    yield* Effect.logDebug(`zoho-bulk: ${method} ${url}: HTTP ${answer.status}, ${answer.body.length} characters`)
    const clean = withoutToken(answer, held)
    const json = yield* Effect.fromResult(interpretAnswer(request.context, clean, yield* CurrentLimits))
    return { request, answer: clean, json } satisfies Reply
  })

  const authorized = Effect.fnUntraced(function* (request: OutgoingRequest, held: Redacted.Redacted) {
    const { context, url } = atTokensDomain(settings, request, yield* token.apiDomain)
    const headers = { ...request.headers, authorization: authorization(token.scheme, held) }
    return { ...request, context, url, headers } satisfies OutgoingRequest
  })

  /** Tries with the token at hand and, if Zoho refuses that very token, once with another. */
  const withToken = Effect.fnUntraced(function* <A, R>(
    request: OutgoingRequest,
    oneTry: (held: Redacted.Redacted) => Effect.Effect<A, CallFailure, R>,
  ) {
    const held = yield* Effect.flatMap(token.get, sendable).pipe(withinCall(request.context))
    return yield* Effect.catchTag(oneTry(held), "TokenRefused", (refusal) =>
      Effect.flatMap(
        token.replace(held),
        Option.match({
          onNone: () => Effect.fail<CallFailure>(refusal),
          onSome: (newer) => Effect.flatMap(sendable(newer), oneTry),
        }),
      ),
    )
  })

  const readAnswer = (request: OutgoingRequest) =>
    withToken(request, (held) =>
      Effect.flatMap(authorized(request, held), (outgoing) =>
        Effect.flatMap(send(outgoing), (answer) => understood(outgoing, answer, held)),
      ),
    )

  const openOnce = Effect.fnUntraced(function* (request: OutgoingRequest, held: Redacted.Redacted) {
    const outgoing = yield* authorized(request, held)
    const opened = yield* open(outgoing)
    if ("bytes" in opened) return opened
    const { answer } = yield* understood(outgoing, opened, held)
    return yield* new UnreadableAnswer({
      request: outgoing.context,
      httpStatus: answer.status,
      problem: "it is not a file",
    })
  })

  const readBytes = (request: OutgoingRequest) => withToken(request, (held) => openOnce(request, held))

  /** Tries through the gate, which closes for everyone else while a throttled call waits for its next try. */
  const retried = Effect.fnUntraced(function* <A>(
    callClass: CallClass,
    request: OutgoingRequest,
    oneTry: Effect.Effect<A, CallFailure>,
    isWorthIt: (failure: CallFailure) => boolean,
  ) {
    const policy = yield* CurrentRetryPolicy
    const deadline = (yield* CallDeadline) ?? (yield* Clock.currentTimeMillis)
    let tries = 0
    const counted = Effect.suspend(() => {
      tries++
      return gate.pass(callClass, request.context, oneTry)
    })
    const untilHealed = untilDeadline(policy, deadline, isWorthIt).pipe(
      Schedule.tap(({ duration, input }) =>
        input._tag === "Throttled" ? gate.pause(callClass, duration) : Effect.void,
      ),
    )
    return yield* counted.pipe(
      Effect.tapError((failure) => Effect.logDebug(`zoho-bulk: try ${tries}: ${failure.summary}`)),
      Effect.retry(untilHealed),
      Effect.tapError(({ _tag, code }) =>
        Effect.annotateCurrentSpan({ [attribute.failure]: _tag, ...codeAttribute(code) }),
      ),
      Effect.ensuring(Effect.suspend(() => Effect.annotateCurrentSpan(attribute.tries, tries))),
    )
  }, withCallDeadline)

  const perform =
    <A>(
      oneTry: (request: OutgoingRequest) => Effect.Effect<A, CallFailure, HttpClient.HttpClient>,
      isWorthIt: (failure: CallFailure) => boolean,
    ) =>
    (operation: Operation, details: RequestDetails): Effect.Effect<A, CallFailure> => {
      const request = outgoingRequest(settings, operation, details)
      const withClient = Effect.provideService(oneTry(request), HttpClient.HttpClient, client)
      return retried(classOf(operation), request, withClient, isWorthIt).pipe(
        Effect.withSpan(spanName(request), { kind: "client", attributes: callAttributes(request) }),
      )
    }

  const call = perform(readAnswer, canHeal)
  const sendOnce = perform(readAnswer, surelyNotReceived)
  const create: Connection["create"] = Effect.fnUntraced(function* (operation, details) {
    const sentAt = yield* Clock.currentTimeMillis
    return yield* Effect.mapError(sendOnce(operation, details), (failure) => asUnknownOutcome(failure, sentAt))
  })

  return {
    settings,
    call,
    sendOnce,
    create,
    open: perform(readBytes, canHeal),
    organizationId: yield* makeOrganizationId(settings, call),
    creditsRemaining: Effect.sync(() => creditsRemaining),
    durations: makeJobDurations(),
  } satisfies Connection
})
