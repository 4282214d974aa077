import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import * as Schedule from "effect/Schedule"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import { StorageFailed } from "../failure/StorageFailed.ts"

/** Checks whether a row already existed: SQLite reports a primary key as others report a unique key. */
export const isThere = ({ reason }: SqlError): boolean =>
  reason._tag === "UniqueViolation" || reason._tag === "ConstraintError"

/**
 * How often a statement is retried while a database cannot be reached, once a second: the database may be restarting.
 */
const mostTries = 120

/** PostgreSQL ends sessions with codes of this class when it is stopped, and refuses new ones until it runs again. */
const isGoingDown = (cause: unknown): boolean =>
  Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code) && cause.code.startsWith("57P")

const passes = ({ reason: { _tag, cause } }: SqlError): boolean =>
  _tag === "ConnectionError" || _tag === "LockTimeoutError" || _tag === "DeadlockError" || isGoingDown(cause)

/** Tries a statement again as long as the database is away: one that may be done twice. */
export const patiently = <A, E, R>(statement: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.retry(statement, {
    while: (error) => isSqlError(error) && passes(error),
    schedule: Schedule.spaced("1 second"),
    times: mostTries,
  })

/** A table that nobody has made: PostgreSQL has a code for it, SQLite only words. */
const isMissing = (cause: unknown): boolean =>
  (Predicate.hasProperty(cause, "code") && cause.code === "42P01") ||
  (Predicate.isError(cause) && cause.message.startsWith("no such table"))

const remedy = "Check that the database is running, and that this program may read and write its tables."

const preparing = "Run prepareStore on the database first: it creates the tables, and upgrades old ones."

/**
 * Puts a database error into words; `doing` ends "could not …". The statement is not shown: it may contain somebody's
 * data.
 */
export const sqlFailed =
  (doing: string) =>
  ({ reason }: SqlError): StorageFailed =>
    isMissing(reason.cause)
      ? new StorageFailed({ doing, problem: "it does not exist yet", remedy: preparing })
      : new StorageFailed({ doing, problem: problems[reason._tag] ?? "the database refused it", remedy })

const problems: { readonly [Tag in SqlError["reason"]["_tag"]]?: string } = {
  ConnectionError: "the database cannot be reached",
  AuthenticationError: "the database does not accept the user or the password",
  AuthorizationError: "the database does not allow it",
  LockTimeoutError: "another program keeps writing to it",
  DeadlockError: "another program keeps writing to it",
}
