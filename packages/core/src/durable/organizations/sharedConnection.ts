import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as SqlClient from "effect/sql/SqlClient"
import type { Connection, Performance } from "../../connection/Connection.ts"
import { perConnection } from "../../connection/perConnection.ts"
import { tellWait } from "../../connection/RateGate.ts"
import { Throttled } from "../../failure/Refusal.ts"
import type { RequestContext } from "../../failure/RequestContext.ts"
import { timeLeft } from "../../transport/CallDeadline.ts"
import { isDownload } from "../../wire/Operation.ts"
import { takeDownloadTurn } from "./downloadTurns.ts"

/** How long a database that is away is left alone, in milliseconds. */
const restOfDatabase = 1_000

/** Waits until the organisation may download. A call that would last too long by then fails, and nothing was sent. */
const untilTurn = (
  organization: string,
  request: RequestContext,
): Effect.Effect<void, Throttled, SqlClient.SqlClient> =>
  Effect.gen(function* () {
    const wait = yield* Effect.orElseSucceed(takeDownloadTurn(organization), () => restOfDatabase)
    if (wait === 0) return
    if (wait >= (yield* timeLeft)) return yield* new Throttled({ request, retryAfter: Duration.millis(wait) })
    yield* tellWait("download", wait)
    yield* Effect.sleep(wait)
    yield* untilTurn(organization, request)
  })

const share = (connection: Connection, organization: string, sql: SqlClient.SqlClient): Connection => ({
  ...connection,
  perform: <A>(
    operation: Parameters<Connection["perform"]>[0],
    details: Parameters<Connection["perform"]>[1],
    how: Performance<A>,
  ) =>
    connection.perform(
      operation,
      details,
      isDownload(operation)
        ? {
            ...how,
            oneTry: (request, read) =>
              untilTurn(organization, request.context).pipe(
                Effect.provideService(SqlClient.SqlClient, sql),
                Effect.andThen(how.oneTry(request, read)),
              ),
          }
        : how,
    ),
})

const shared = perConnection((): { connection?: Connection } => ({}))

/**
 * A connection whose downloads are counted in the database, beside those of all runners: ten a minute is what Zoho gives an organisation, whoever asks.
 * All else that it may do at once is kept in memory, for its journeys are all on one runner.
 */
export const sharedConnection = (
  connection: Connection,
  organization: string,
): Effect.Effect<Connection, never, SqlClient.SqlClient> =>
  SqlClient.SqlClient.useSync((sql) => {
    const held = shared(connection)
    held.connection ??= share(connection, organization, sql)
    return held.connection
  })
