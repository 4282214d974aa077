import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { Performance } from "../connection/Connection.ts"
import { withRoom } from "../connection/askZoho.ts"
import { repeatable } from "../connection/call.ts"
import { mayBeTaken } from "../connection/createOnce.ts"
import type { RequestDetails } from "../connection/outgoingRequest.ts"
import { readReply } from "../connection/readReply.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { RecordOutcome } from "../domain/RecordOutcome.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { send } from "../transport/send.ts"
import { parseJson } from "../wire/Json.ts"
import type { Operation } from "../wire/Operation.ts"
import { recordOutcomes } from "../wire/records/recordOutcomes.ts"

/**
 * Asks for something to be done to some records, and reads the outcome of each. An answer whose first record was
 * refused looks like a refusal of the whole call; if it has an outcome for each record, it is not one.
 *
 * Transient failures are retried: the operation is carried out once, however often it is requested. What is refused
 * after an answer was lost may already be done.
 */
export const askForOutcomes = (
  operation: Operation,
  details: RequestDetails,
  ids: ReadonlyArray<string>,
): Effect.Effect<ReadonlyArray<RecordOutcome>, CallFailure, ZohoConnection> =>
  Effect.suspend(() => {
    let isAnswerLost = false
    const oneTry: Performance<ReadonlyArray<RecordOutcome>>["oneTry"] = (request, read) =>
      Effect.gen(function* () {
        const { maxAnswerDepth } = yield* CurrentLimits
        const answer = yield* send(request)
        const outcomesIn = (json: unknown) => recordOutcomes(json, ids)
        const inSpiteOf = (failure: CallFailure) => {
          const refused = Result.flatMap(parseJson(answer.body, maxAnswerDepth), outcomesIn)
          return Result.isSuccess(refused) ? Effect.succeed(refused.success) : Effect.fail(failure)
        }
        return yield* read(answer).pipe(
          Effect.flatMap((reply) => readReply(reply, outcomesIn)),
          Effect.catch(inSpiteOf),
        )
      }).pipe(
        Effect.tapError((failure) =>
          Effect.sync(() => {
            isAnswerLost ||= mayBeTaken(failure)
          }),
        ),
      )
    const marked = (outcome: RecordOutcome): RecordOutcome =>
      isAnswerLost && !outcome.isDone ? { ...outcome, mayBeDone: true } : outcome
    return ZohoConnection.use(({ perform }) =>
      perform(operation, details, { oneTry, isWorthIt: repeatable.isWorthIt }),
    ).pipe(
      Effect.map((outcomes) => outcomes.map(marked)),
      withRoom,
    )
  })
