import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
import * as SqlClient from "effect/sql/SqlClient"
import { SqlError } from "effect/sql/SqlError"
import { grantOf, KeptGrant, recordOf } from "../../auth/tokenFile.ts"
import { emptyRecord, type TokenRecord } from "../../auth/TokenRecord.ts"
import { TokenStore } from "../../auth/TokenStore.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { patiently, sqlFailed } from "../sqlFailed.ts"
import { upgradeTables } from "../upgradeTables.ts"
import { holdRow } from "./holdRow.ts"
import { tokenTables } from "./tokenTables.ts"

const Kept = Schema.fromJsonString(KeptGrant)
const decode = Schema.decodeUnknownEffect(Kept)
const encode = Schema.encodeSync(Kept)

const failed = sqlFailed("use the table of tokens")

/** A token that cannot be read is requested again. */
const read = (text: string): Effect.Effect<TokenRecord> =>
  Effect.match(decode(text), { onFailure: () => emptyRecord, onSuccess: recordOf })

/** How many grants are renewed at once: each needs a connection of the database, and one more to write. */
const renewalsAtOnce = 4

const inTurns = Effect.fnUntraced(function* (sql: SqlClient.SqlClient) {
  const all = yield* Semaphore.make(renewalsAtOnce)
  const ofKeys = new Map<string, Semaphore.Semaphore>()
  const turnsOf = (key: string): Semaphore.Semaphore => {
    const turns = ofKeys.get(key) ?? Semaphore.makeUnsafe(1)
    ofKeys.set(key, turns)
    return turns
  }
  /** First within this process: nobody waits on a connection for another fiber of the same process. */
  return <A, E, R>(key: string, effect: Effect.Effect<A, E, R>) => {
    const alone: Effect.Effect<A, E | SqlError, R> = sql.onDialectOrElse({
      pg: () => all.withPermits(1)(holdRow(sql, key, effect)),
      // One runner has the file.
      orElse: () => effect,
    })
    return turnsOf(key).withPermits(1)(alone)
  }
})

/**
 * Provides a store of tokens in a database, PostgreSQL or SQLite, that runners share: one of them at a time renews the
 * token of a grant, and all of them see the token and how often Zoho was asked.
 *
 * **Details**
 *
 * Tokens are stored in the database unencrypted, as in a token file: anyone who may read its tables can use them for an
 * hour. Grants are not stored there: they stay with their sign-ins.
 *
 * **Example** (One token for all runners, on Node)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { layerTokenSql } from "@zoho-bulk/core/durable"
 *
 * export const auth = Auth.fromConfig({ store: layerTokenSql })
 * ```
 *
 * @category layers
 */
export const layerTokenSql: Layer.Layer<TokenStore, StorageFailed, SqlClient.SqlClient> = Layer.effect(
  TokenStore,
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    yield* upgradeTables(tokenTables)
    const inTurn = yield* inTurns(sql)
    return TokenStore.of({
      get: (key) =>
        sql<{ readonly record: string }>`SELECT record FROM zoho_bulk_tokens WHERE grant_key = ${key}`.pipe(
          patiently,
          Effect.mapError(failed),
          Effect.flatMap(([row]) => (row === undefined ? Effect.succeed(emptyRecord) : read(row.record))),
        ),
      set: (key, record) =>
        sql`INSERT INTO zoho_bulk_tokens (grant_key, record) VALUES (${key}, ${encode(grantOf(record))})
          ON CONFLICT (grant_key) DO UPDATE SET record = excluded.record`.pipe(
          patiently,
          Effect.mapError(failed),
          Effect.asVoid,
        ),
      exclusively: (key) => (effect) =>
        Effect.mapError(inTurn(key, effect), (error) => (error instanceof SqlError ? failed(error) : error)),
    })
  }),
)
