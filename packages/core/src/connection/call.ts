import * as Effect from "effect/Effect"
import type { CallFailure } from "../failure/CallFailure.ts"
import { send } from "../transport/send.ts"
import type { Operation } from "../wire/Operation.ts"
import type { Connection, Performance, Reply } from "./Connection.ts"
import type { RequestDetails } from "./outgoingRequest.ts"

/** Sends a request and reads its answer. */
export const sendAndRead: Performance<Reply>["oneTry"] = (request, read) => Effect.flatMap(send(request), read)

const canHeal = (failure: CallFailure): boolean => failure.isRetryable

/** How an operation is performed that changes nothing at Zoho, and so may be sent again. */
export const repeatable: Performance<Reply> = { oneTry: sendAndRead, isWorthIt: canHeal }

/** Performs an operation that may be sent again, retries included. */
export const call = (
  { perform }: Pick<Connection, "perform">,
  operation: Operation,
  details: RequestDetails,
): Effect.Effect<Reply, CallFailure> => perform(operation, details, repeatable)
