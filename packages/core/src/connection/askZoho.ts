import * as Effect from "effect/Effect"
import type { CallFailure } from "../failure/CallFailure.ts"
import type { UnreadableAnswer } from "../failure/Unreached.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { Operation } from "../wire/Operation.ts"
import { call } from "./call.ts"
import type { Reply } from "./Connection.ts"
import type { RequestDetails } from "./outgoingRequest.ts"
import { ZohoConnection } from "./ZohoConnection.ts"

/** Answers about an organisation and its records may be larger than those about a job. */
export const withRoom = Effect.updateService(CurrentLimits, (limits) => ({
  ...limits,
  maxAnswerBytes: Math.max(limits.maxAnswerBytes, limits.maxMetadataBytes),
}))

/** Makes a call of it; an answer without content says that there is nothing of the kind. */
export const askZoho = <A>(
  operation: Operation,
  details: RequestDetails,
  nothing: A,
  read: (reply: Reply) => Effect.Effect<A, UnreadableAnswer>,
  saysNothing: ReadonlyArray<number> = [204],
): Effect.Effect<A, CallFailure, ZohoConnection> =>
  ZohoConnection.use((connection) => call(connection, operation, details)).pipe(
    Effect.flatMap(read),
    Effect.catchIf(
      ({ httpStatus }) => httpStatus !== undefined && saysNothing.includes(httpStatus),
      () => Effect.succeed(nothing),
    ),
    withRoom,
  )
