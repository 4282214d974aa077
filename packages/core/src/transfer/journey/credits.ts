import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { Connection } from "../../connection/Connection.ts"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { CallFailure } from "../../failure/CallFailure.ts"
import { CreditLimitReached } from "../../failure/CreditLimitReached.ts"
import type { Operation } from "../../wire/Operation.ts"

/** What has been spent, in API credits, and how much may be. */
export interface Credits {
  /** What the requests that were sent have cost. */
  spent: number
  /** What orders cost that are about to be sent. */
  reserved: number
  /** The maximum that may be spent when an order is sent; no maximum if absent. */
  readonly most?: number | undefined
}

/** The credits of the journey that is under way, where somebody counts them. */
export const CurrentCredits = Context.Reference<Credits | undefined>("@zoho-bulk/core/transfer/CurrentCredits", {
  defaultValue: () => undefined,
})

export const countedFrom = (most?: number): Credits => ({ spent: 0, reserved: 0, most })

/** What never arrived costs nothing. */
export const costsNothing = (failure: CallFailure): boolean => failure._tag === "NoAnswer" && failure.neverArrived

/** A connection that counts what its requests cost, each try of them. */
export const countingConnection = (connection: Connection, credits: Credits): Connection => ({
  ...connection,
  perform: (operation, details, how) =>
    connection.perform(operation, details, {
      ...how,
      oneTry: (request, read) =>
        Effect.suspend(() => {
          credits.spent += operation.credits
          return Effect.tapError(how.oneTry(request, read), (failure) =>
            Effect.sync(() => void (credits.spent -= costsNothing(failure) ? operation.credits : 0)),
          )
        }),
    }),
})

/** Counts what a program spends. */
export const countCredits =
  (credits: Credits) =>
  <A, E, R>(program: Effect.Effect<A, E, R>): Effect.Effect<A, E, R | ZohoConnection> =>
    Effect.flatMap(ZohoConnection, (connection) =>
      program.pipe(
        Effect.provideService(ZohoConnection, countingConnection(connection, credits)),
        Effect.provideService(CurrentCredits, credits),
      ),
    ) as Effect.Effect<A, E, R | ZohoConnection>

/** Lets an order go out, unless it would take the credits of the journey past what may be spent. */
export const withinCredits =
  (operation: Operation) =>
  <A, E, R>(order: Effect.Effect<A, E, R>): Effect.Effect<A, E | CreditLimitReached, R> =>
    Effect.flatMap(CurrentCredits, (credits): Effect.Effect<A, E | CreditLimitReached, R> => {
      if (credits === undefined) return order
      return Effect.suspend((): Effect.Effect<A, E | CreditLimitReached, R> => {
        const { most = Infinity, reserved, spent } = credits
        const needed = spent + reserved + operation.credits
        if (needed > most) return Effect.fail(new CreditLimitReached({ most, spent, needed }))
        credits.reserved += operation.credits
        return Effect.ensuring(
          order,
          Effect.sync(() => void (credits.reserved -= operation.credits)),
        )
      })
    })

/** Counts what a journey spends, where there is a limit and nobody counts already. */
export const withMostCredits =
  (most: number | undefined) =>
  <A, E, R>(journey: Stream.Stream<A, E, R>): Stream.Stream<A, E, R | ZohoConnection> =>
    most === undefined
      ? journey
      : Stream.unwrap(
          Effect.map(ZohoConnection, (connection) => {
            const credits = countedFrom(most)
            return journey.pipe(
              Stream.provideService(ZohoConnection, countingConnection(connection, credits)),
              Stream.provideService(CurrentCredits, credits),
            )
          }),
        )
