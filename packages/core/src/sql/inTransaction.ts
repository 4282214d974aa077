import * as Effect from "effect/Effect"
import type * as SqlClient from "effect/sql/SqlClient"
import { isSqlError, type SqlError } from "effect/sql/SqlError"

/**
 * Does it in one transaction. Where the database goes away in the middle of one, it cannot be rolled back any more, which Effect (4.1.0) calls a defect:
 * it fails with what went wrong first, and the database forgets the transaction by itself.
 */
export const inTransaction =
  (sql: SqlClient.SqlClient) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R> =>
    Effect.suspend(() => {
      const first: Array<E> = []
      return Effect.tapError(self, (failure) => Effect.sync(() => first.push(failure))).pipe(
        sql.withTransaction,
        Effect.catchDefect((defect) =>
          isSqlError(defect) ? Effect.fail<E | SqlError>(first[0] ?? defect) : Effect.die(defect),
        ),
      )
    })
