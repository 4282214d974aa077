import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../settings/Limits.ts"
import type { SendFailure } from "../failure/CallFailure.ts"
import type { Answer } from "./Answer.ts"
import type { HostNotPermitted, LimitExceeded, NoAnswer, NoAnswerInTime } from "../failure/Unreached.ts"
import { boundedBody, tooManyBytes } from "./boundedBody.ts"
import { abandon, exchange, fromTransport } from "./exchange.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"
import { readAnswer } from "./send.ts"
import { withTimeLimit } from "./timeLimit.ts"

/** How a body can end before it is whole. */
export type BrokenBody = NoAnswer | NoAnswerInTime | HostNotPermitted | LimitExceeded

/** An answer whose body has not been read yet. */
export interface OpenAnswer {
  readonly status: number
  readonly bytes: Stream.Stream<Uint8Array, BrokenBody>
}

/** Sends one request once: a success is handed over as it comes, anything else is read to the end. */
export const open = (
  request: OutgoingRequest,
): Effect.Effect<OpenAnswer | Answer, SendFailure, HttpClient.HttpClient> =>
  Effect.gen(function* () {
    const limits = yield* CurrentLimits
    const { context } = request
    const response = yield* exchange(request)
    const { headers, status, stream } = response
    const isFile = status === 200 && !/\b(?:json|html)\b/.test(headers["content-type"] ?? "")
    if (!isFile) return yield* readAnswer(context, response)
    if (Number(headers["content-length"]) > limits.maxDownloadBytes) {
      yield* abandon(response)
      return yield* tooManyBytes(context, status, limits)
    }
    const bytes = Stream.mapError(stream, (error): BrokenBody => fromTransport(context, error))
    return { status, bytes: boundedBody(context, status, limits)(bytes) }
  }).pipe(withTimeLimit(request.context))
