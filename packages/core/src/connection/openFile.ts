import * as Effect from "effect/Effect"
import type { CallFailure } from "../failure/CallFailure.ts"
import { UnreadableAnswer } from "../failure/Unreached.ts"
import { open, type OpenAnswer } from "../transport/open.ts"
import { annotateCall, attribute } from "../transport/telemetry.ts"
import type { Operation } from "../wire/Operation.ts"
import { repeatable } from "./call.ts"
import type { Connection, Performance } from "./Connection.ts"
import type { RequestDetails } from "./outgoingRequest.ts"

const openOnce: Performance<OpenAnswer>["oneTry"] = Effect.fnUntraced(function* (request, read) {
  const opened = yield* open(request)
  if ("bytes" in opened) {
    yield* annotateCall({ [attribute.status]: opened.status })
    return opened
  }
  const { answer } = yield* read(opened)
  return yield* new UnreadableAnswer({
    request: request.context,
    httpStatus: answer.status,
    problem: "it is not a file",
  })
})

/** Performs an operation whose success is read as a stream; retries end where the body begins. */
export const openFile = (
  { perform }: Connection,
  operation: Operation,
  details: RequestDetails,
): Effect.Effect<OpenAnswer, CallFailure> =>
  perform(operation, details, { oneTry: openOnce, isWorthIt: repeatable.isWorthIt })
