import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import * as SqlClient from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import type { InvalidSettings } from "../../failure/InvalidSettings.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { sqlFailed } from "../sqlFailed.ts"
import { databaseAddress } from "./databaseAddress.ts"

/**
 * How a runtime connects to a database: with TLS and a checked certificate, or without TLS.
 *
 * **Example** (Whether it is encrypted)
 *
 * ```ts
 * import type { PostgresConnect } from "@zoho-bulk/core/postgres"
 *
 * export const isEncrypted = ({ ssl }: PostgresConnect): boolean => ssl !== false
 * ```
 *
 * @category models
 */
export interface PostgresConnect {
  /** The database's URL, including the password. */
  readonly url: Redacted.Redacted
  /** How the connection is encrypted; `false` only on the loopback interface. */
  readonly ssl:
    | false
    | {
        /**
         *  A certificate that nobody vouches for is refused.
         */
        readonly rejectUnauthorized: true
        /** The certificate authority, as PEM, if the system does not know it. */
        readonly ca?: string
      }
  /** The maximum number of connections. */
  readonly maxConnections: number
  /** What the database shows as the program. */
  readonly applicationName: string
}

/**
 * Connects to PostgreSQL, as the `postgres` doors of runners do.
 *
 * **Example** (Node's)
 *
 * ```ts
 * import type { ConnectPostgres } from "@zoho-bulk/core/postgres"
 * import { connectPostgres } from "@zoho-bulk/node-runner/postgres"
 *
 * export const connect: ConnectPostgres = connectPostgres
 * ```
 *
 * @category models
 */
export type ConnectPostgres = (how: PostgresConnect) => Layer.Layer<SqlClient.SqlClient, SqlError>

/**
 * Options for using a database.
 *
 * **Example** (A server with a certificate from an internal authority)
 *
 * ```ts
 * import type { PostgresOptions } from "@zoho-bulk/core/postgres"
 *
 * export const options = (authority: string): PostgresOptions => ({ authority })
 * ```
 *
 * @category configuration
 */
export interface PostgresOptions {
  /** The certificate, as PEM, of the authority that signed the server's; by default those that the runtime knows. */
  readonly authority?: string | undefined
  /**
   * Sends journeys and the password to another machine unencrypted, for example within a private network, if the URL
   * does not ask for TLS.
   */
  readonly insecure?: boolean | undefined
  /** The maximum number of connections open at once; 10 by default. */
  readonly maxConnections?: number | undefined
}

/** Clients connect when they are first used, which is too late to report what is wrong with the URL. */
const isReached = SqlClient.SqlClient.use((sql) => sql`SELECT 1`)

/**
 * Provides Effect's `SqlClient` over PostgreSQL, with TLS beyond this machine. Failures never quote the URL.
 *
 * **Details**
 *
 * Experimental, as is its driver, `@effect/sql-pg`, which is installed alongside the runner.
 *
 * **Example** (A store of journeys that machines share, on Node)
 *
 * ```ts
 * import { layerPostgres } from "@zoho-bulk/core/postgres"
 * import { connectPostgres } from "@zoho-bulk/node-runner/postgres"
 * import type { Redacted } from "effect"
 *
 * export const store = (url: Redacted.Redacted) => layerPostgres(url, connectPostgres)
 * ```
 *
 * @category layers
 */
export const layerPostgres = (
  url: Redacted.Redacted,
  connect: ConnectPostgres,
  { authority, insecure = false, maxConnections = 10 }: PostgresOptions = {},
): Layer.Layer<SqlClient.SqlClient, InvalidSettings | StorageFailed> =>
  Layer.unwrap(
    Effect.map(Effect.fromResult(databaseAddress(url, insecure)), ({ host, isEncrypted, url: checked }) => {
      const client = connect({
        url: checked,
        ssl: isEncrypted && { rejectUnauthorized: true, ...(authority === undefined ? {} : { ca: authority }) },
        maxConnections,
        applicationName: "zoho-bulk",
      })
      return Layer.provideMerge(Layer.effectDiscard(isReached), client).pipe(
        Layer.catchTag("SqlError", (error) =>
          Layer.effectContext(Effect.fail(sqlFailed(`connect to the database on ${host}`)(error))),
        ),
      )
    }),
  )
