import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../settings/Limits.ts"
import type { SendFailure } from "../failure/CallFailure.ts"
import type { Answer } from "./Answer.ts"
import { type HostNotPermitted, type NoAnswer, NoAnswerInTime } from "../failure/Unreached.ts"
import { exchange, fromTransport } from "./exchange.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"
import { readAnswer } from "./send.ts"
import { withTimeLimit } from "./timeLimit.ts"

/** How a body can end before it is whole. */
export type BrokenBody = NoAnswer | NoAnswerInTime | HostNotPermitted

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
    const { maxSilence } = yield* CurrentLimits
    const { context } = request
    const response = yield* exchange(request)
    const isFile = response.status === 200 && !/\b(?:json|html)\b/.test(response.headers["content-type"] ?? "")
    if (!isFile) return yield* readAnswer(context, response)
    const silence = new NoAnswerInTime({ request: context, limit: "maxSilence", limitMillis: maxSilence })
    const broken = Stream.mapError(response.stream, (error): BrokenBody => fromTransport(context, error))
    const bytes = Stream.transformPull(broken, (pull) =>
      Effect.succeed(Effect.timeoutOrElse(pull, { duration: maxSilence, orElse: () => Effect.fail(silence) })),
    )
    return { status: response.status, bytes }
  }).pipe(withTimeLimit(request.context))
