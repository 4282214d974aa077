import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import type * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { patiently } from "../sqlFailed.ts"

/**
 * The holder of a turn requests one token from Zoho: a turn held longer belongs to a frozen process, and the database
 * ends it. In milliseconds.
 */
const longestTurn = 60_000

/**
 * Locks the row of a grant for the scope: on a separate connection, because what is done in the turn must be visible to
 * others immediately.
 */
const takeRow = Effect.fnUntraced(function* (
  sql: SqlClient.SqlClient,
  key: string,
): Effect.fn.Return<void, SqlError, Scope.Scope> {
  yield* sql`INSERT INTO zoho_bulk_token_turns (grant_key) VALUES (${key}) ON CONFLICT (grant_key) DO NOTHING`
  const connection = yield* sql.reserve
  yield* connection.executeRaw("BEGIN", [])
  yield* Effect.addFinalizer(() => Effect.ignore(connection.executeRaw("ROLLBACK", [])))
  yield* connection.executeRaw(`SET LOCAL idle_in_transaction_session_timeout = ${longestTurn}`, [])
  yield* connection.executeRaw("SELECT 1 FROM zoho_bulk_token_turns WHERE grant_key = $1 FOR UPDATE", [key])
})

/** Does something while no other process of a PostgreSQL database does so for the same grant; a database that is away is waited for. */
export const holdRow = <A, E, R>(
  sql: SqlClient.SqlClient,
  key: string,
  effect: Effect.Effect<A, E, R>,
): Effect.Effect<A, E | SqlError, R> =>
  Effect.scopedWith((outer) => {
    const taken = Effect.gen(function* () {
      const scope = yield* Scope.fork(outer)
      yield* Effect.onError(Scope.provide(takeRow(sql, key), scope), () => Scope.close(scope, Exit.void))
    })
    return Effect.andThen(patiently(taken), effect)
  })
