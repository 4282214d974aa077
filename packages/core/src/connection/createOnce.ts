import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Result from "effect/Result"
import type { CallFailure } from "../failure/CallFailure.ts"
import { CreateOutcomeUnknown } from "../failure/CreateOutcomeUnknown.ts"
import { Throttled } from "../failure/Refusal.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { monotonicMillis } from "../transport/monotonicMillis.ts"
import { send } from "../transport/send.ts"
import type { OutgoingRequest } from "../transport/OutgoingRequest.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Connection, Performance, Reply } from "./Connection.ts"
import type { RequestDetails } from "./outgoingRequest.ts"
import { own } from "../domain/own.ts"

/** Keeps a record of an order, try by try. */
export interface OrderRecord<E = never> {
  /** Runs right before each try is sent, when nothing is waited for any more; if it fails, nothing is sent. */
  readonly beforeSending: Effect.Effect<void, E>
  /** Runs after a try that surely made no job. */
  readonly notTaken: Effect.Effect<void>
}

/** The record of an order that nobody keeps. */
export const unrecorded: OrderRecord = { beforeSending: Effect.void, notTaken: Effect.void }

/** A job that was ordered: Zoho's reply, and when the order was sent, in milliseconds since the epoch. */
export interface OrderReply {
  readonly reply: Reply
  readonly sentAt: number
}

/** Checks whether Zoho may have done what was handed to the runtime, although this came of it. */
export const mayBeTaken = (failure: CallFailure): boolean => {
  switch (failure._tag) {
    case "NoAnswer":
      return !failure.neverArrived
    case "NoAnswerInTime":
    case "ZohoFailing":
      return true
    case "UnreadableAnswer":
    case "LimitExceeded":
      return failure.httpStatus !== undefined && failure.httpStatus < 300
    default:
      return false
  }
}

type ReadAnswer = Parameters<Performance<Reply>["oneTry"]>[1]

type Restore = <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/** What happened to the answer, in words. */
const reasons: Readonly<Record<string, string>> = {
  NoAnswerInTime: "it did not come in time",
  ZohoFailing: "Zoho or a gateway in front of it failed",
  UnreadableAnswer: "it made no sense",
  LimitExceeded: "it was too large",
}

/** Reports that the job may exist, with all that is known of why nobody knows. */
const outcomeUnknown = (failure: CallFailure, sentAt: number): CreateOutcomeUnknown => {
  const { code, details, httpStatus, request, zohoMessage } = failure
  const reason = failure._tag === "NoAnswer" ? failure.reason : (own(reasons, failure._tag) ?? failure._tag)
  const said = Object.entries({ code, details, httpStatus, zohoMessage }).filter(([, value]) => value !== undefined)
  return new CreateOutcomeUnknown({ request, reason, sentAt, ...Object.fromEntries(said) })
}

/**
 * Orders a job, once: if it may exist although no answer confirms it, the failure states that.
 *
 * Whether a try was sent is not guessed from its failure: it is noted as the runtime takes it over. Every other try may
 * be followed by another.
 */
export const createOnce = <E>(
  { perform }: Connection,
  operation: Operation,
  details: RequestDetails,
  { beforeSending, notTaken }: OrderRecord<E>,
): Effect.Effect<OrderReply, CallFailure | CreateOutcomeUnknown | E> =>
  Effect.suspend(() => {
    let unknown: CreateOutcomeUnknown | undefined

    /** Sends what is recorded, and takes the record back unless the order may have been taken. */
    const sendRecorded = (request: OutgoingRequest, read: ReadAnswer, restore: Restore) =>
      Effect.gen(function* () {
        let sentAt: number | undefined
        const noting = HttpClient.transform(yield* HttpClient.HttpClient, (execute) =>
          Effect.flatMap(Clock.currentTimeMillis, (now) => {
            sentAt = now
            return execute
          }),
        )
        const settle = (failure?: CallFailure) =>
          Effect.suspend(() => {
            if (sentAt === undefined || (failure !== undefined && !mayBeTaken(failure))) return notTaken
            if (failure !== undefined) unknown = outcomeUnknown(failure, sentAt)
            return Effect.void
          })
        return yield* restore(Effect.flatMap(send(request), read)).pipe(
          Effect.provideService(HttpClient.HttpClient, noting),
          Effect.map((reply) => ({ reply, sentAt: sentAt ?? 0 })),
          Effect.tapError(settle),
          Effect.onInterrupt(() => settle()),
        )
      })

    /** A record that cannot be stored is not a failure of the call: nothing is sent, and nothing is retried. */
    const oneTry: Performance<Result.Result<OrderReply, E>>["oneTry"] = (request, read) =>
      Effect.uninterruptibleMask((restore) =>
        Effect.gen(function* () {
          const begunAt = yield* monotonicMillis
          const recorded = yield* Effect.result(beforeSending)
          if (Result.isFailure(recorded)) return Result.fail(recorded.failure)
          // Who was asleep meanwhile may have been given up: a new record shows whether it was.
          if ((yield* monotonicMillis) - begunAt > (yield* CurrentLimits).tryTimeout) {
            yield* notTaken
            return yield* new Throttled({ request: request.context })
          }
          return Result.succeed(yield* sendRecorded(request, read, restore))
        }),
      )

    const isWorthIt = ({ isRetryable }: CallFailure): boolean => unknown === undefined && isRetryable
    return perform(operation, details, { oneTry, isWorthIt }).pipe(
      Effect.mapError((failure) => unknown ?? failure),
      Effect.flatMap(Effect.fromResult),
    )
  })
