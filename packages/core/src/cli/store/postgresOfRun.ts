import * as Effect from "effect/Effect"
import * as Predicate from "effect/Predicate"
import { UsageError } from "../failure/UsageError.ts"
import { LoadPostgres, type PostgresOfRuntime } from "../run/LoadPostgres.ts"
import { LoadWithoutVariables } from "../run/LoadWithoutVariables.ts"

const noPostgres = new UsageError({
  problem: "A PostgreSQL client is not available here",
  remedy: "Run it on Node or on Deno, or keep journeys in a file with --store.",
})

const notInstalled = new UsageError({
  problem: "The PostgreSQL client is not installed: it is the package @effect/sql-pg",
  remedy: "Install it next to zoho-bulk, as with npm install @effect/sql-pg, or keep journeys in a file with --store.",
})

/** Both runtimes have this code for a package that is not there, and say which. */
const isMissing = (cause: unknown): boolean =>
  Predicate.isError(cause) &&
  Predicate.hasProperty(cause, "code") &&
  cause.code === "ERR_MODULE_NOT_FOUND" &&
  cause.message.includes("@effect/sql-pg")

/** What the runtime has for databases, which only who asks for one loads. */
export const postgresOfRun = Effect.fnUntraced(function* <A>(part: (all: PostgresOfRuntime) => () => Promise<A>) {
  const parts = yield* LoadPostgres
  if (parts === undefined) return yield* noPostgres
  const load = yield* LoadWithoutVariables
  return yield* Effect.tryPromise({ try: () => load(part(parts)), catch: (cause) => cause }).pipe(
    Effect.catch((cause) => (isMissing(cause) ? Effect.fail(notInstalled) : Effect.die(cause))),
  )
})
