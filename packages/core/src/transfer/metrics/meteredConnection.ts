import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Metric from "effect/Metric"
import * as Option from "effect/Option"
import type { Connection, Performance } from "../../connection/Connection.ts"
import type { CallFailure } from "../../failure/CallFailure.ts"
import { costsNothing } from "../journey/credits.ts"
import { callCount, creditCount, retryCount } from "./metrics.ts"

/** How a call ended, in one word: `ok`, the tag of its failure, or else that it was interrupted. */
const outcomeOf = (exit: Exit.Exit<unknown, CallFailure>): string =>
  Exit.isSuccess(exit)
    ? "ok"
    : Option.match(Cause.findErrorOption(exit.cause), { onNone: () => "interrupted", onSome: ({ _tag }) => _tag })

/** A connection that counts its calls, their tries and what they cost. */
export const meteredConnection = (connection: Connection): Connection => ({
  ...connection,
  perform: <A>(
    operation: Parameters<Connection["perform"]>[0],
    details: Parameters<Connection["perform"]>[1],
    how: Performance<A>,
  ) => {
    const count = (metric: Metric.Counter<number>, by: number, attributes: Readonly<Record<string, string>> = {}) =>
      Metric.update(Metric.withAttributes(metric, { operation: operation.name, ...attributes }), by)
    return Effect.suspend(() => {
      let tries = 0
      return connection
        .perform(operation, details, {
          ...how,
          oneTry: (request, read) =>
            Effect.suspend(() => {
              tries++
              return Effect.onExit(how.oneTry(request, read), (exit) => {
                const failure = Exit.isFailure(exit)
                  ? Option.getOrUndefined(Cause.findErrorOption(exit.cause))
                  : undefined
                return failure !== undefined && costsNothing(failure)
                  ? Effect.void
                  : count(creditCount, operation.credits)
              })
            }),
        })
        .pipe(
          Effect.onExit((exit) =>
            Effect.andThen(
              count(callCount, 1, { outcome: outcomeOf(exit) }),
              tries > 1 ? count(retryCount, tries - 1) : Effect.void,
            ),
          ),
        )
    })
  },
})
