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
 * How a runtime is to connect to a database: with TLS and a checked certificate, or without TLS.
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
  /** Where the database is, the password within. */
  readonly url: Redacted.Redacted
  /** How the connection is encrypted; `false` on the loopback interface alone. */
  readonly ssl:
    | false
    | {
        /** A certificate that nobody vouches for is refused. */
        readonly rejectUnauthorized: true
        /** Who vouches for the certificate, as PEM, where the system does not know him. */
        readonly ca?: string
      }
  /** How many connections there are at most. */
  readonly maxConnections: number
  /** What the database shows as the program. */
  readonly applicationName: string
}

/**
 * Connects to PostgreSQL, as the `postgres` doors of runners do.
 *
 * **Example** (That of Node)
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
 * How a database is used, where it is not as usual.
 *
 * **Example** (A server whose certificate an authority of the house has signed)
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
  /** The certificate, as PEM, of the authority that has signed that of the server; those that the runtime knows by default. */
  readonly authority?: string | undefined
  /** Has journeys and the password go to another machine unencrypted, as within a private network, where the URL asks for no TLS. */
  readonly insecure?: boolean | undefined
  /** How many connections are open at once at most; 10 by default. */
  readonly maxConnections?: number | undefined
}

/** Clients connect when they are first used: so late nobody could be told what is wrong with the URL. */
const isReached = SqlClient.SqlClient.use((sql) => sql`SELECT 1`)

/**
 * Provides Effect's `SqlClient` over PostgreSQL: by TLS beyond this machine. No failure tells a word of the URL.
 *
 * **Details**
 *
 * Experimental: its driver is. It is `@effect/sql-pg`, which is installed beside the runner.
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
