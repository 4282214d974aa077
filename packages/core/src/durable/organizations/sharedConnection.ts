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
import { downloadAnswered, takeDownloadTurn } from "./downloadTurns.ts"

/** How long a database that is away is left alone, in milliseconds. */
const restOfDatabase = 1_000

/** Waits until the organisation may download. A call that would last too long by then fails, and nothing was sent. */
const untilTurn = (
  organization: string,
  request: RequestContext,
): Effect.Effect<{ readonly at: number }, Throttled, SqlClient.SqlClient> =>
  Effect.gen(function* () {
    const turn = yield* Effect.orElseSucceed(takeDownloadTurn(organization), () => ({ wait: restOfDatabase }))
    if ("at" in turn) return turn
    const { wait } = turn
    if (wait >= (yield* timeLeft)) return yield* new Throttled({ request, retryAfter: Duration.millis(wait) })
    yield* tellWait("download", wait)
    yield* Effect.sleep(wait)
    return yield* untilTurn(organization, request)
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
              Effect.flatMap(untilTurn(organization, request.context), (turn) =>
                Effect.ensuring(how.oneTry(request, read), Effect.ignore(downloadAnswered(organization, turn))),
              ).pipe(Effect.provideService(SqlClient.SqlClient, sql)),
          }
        : how,
    ),
})

const shared = perConnection((): { connection?: Connection } => ({}))

/**
 * A connection whose downloads are counted in the database, together with those of all runners: Zoho allows an
 * organisation ten a minute, whoever asks. All other limits are kept in memory, because the organisation's journeys are
 * all on one runner.
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
