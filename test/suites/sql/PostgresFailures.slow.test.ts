import { assert, describe, it } from "@effect/vitest"
import { layerPostgres } from "@zoho-bulk/core/postgres"
import { Effect, Layer, Redacted } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { isSqlError } from "effect/sql/SqlError"
import { inTransaction } from "../../../packages/core/src/sql/inTransaction.ts"
import { connectPostgres } from "../../support/connectPostgres.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { postgresForAll } from "../../support/postgres.ts"
import { layerStoreOn } from "../../support/storeOfJourneys.ts"
import { findJourney, prepareStore } from "@zoho-bulk/core/durable"

const postgres = postgresForAll()

const refusal = (url: string) =>
  Effect.map(Effect.flip(Effect.scoped(Layer.build(layerPostgres(Redacted.make(url), connectPostgres)))), (failure) =>
    expectTag(failure, "StorageFailed"),
  )

const saysNothingOf = (secret: string, failure: { readonly message: string }) =>
  assert.notInclude(`${JSON.stringify(failure)} ${failure.message} ${String(failure)}`, secret)

describe("PostgreSQL that does not do as it is told", () => {
  it.live("tells of a wrong password without it", () =>
    Effect.gen(function* () {
      const failure = yield* refusal(postgres().url.replace(/:\w+@/, ":sesame@"))
      assert.strictEqual(failure.problem, "the database does not accept the user or the password")
      saysNothingOf("sesame", failure)
    }),
  )

  it.live("is given no password where it has no TLS, and TLS is asked for", () =>
    Effect.gen(function* () {
      const { url } = postgres()
      const failure = yield* refusal(`${url}?sslmode=require`)
      assert.strictEqual(failure.problem, "the database cannot be reached")
      saysNothingOf(new URL(url).password, failure)
    }),
  )

  it.live("says what makes the tables that it misses", () =>
    Effect.gen(function* () {
      const { problem, remedy } = yield* Effect.flip(findJourney("contacts"))
      assert.strictEqual(problem, "it does not exist yet")
      assert.include(remedy, "prepareStore")
    }).pipe(Effect.provide(Layer.suspend(() => layerStoreOn(postgres().url)))),
  )

  it.live("fails a transaction that it leaves in the middle, which is no defect", () =>
    Effect.gen(function* () {
      const sql = yield* SqlClient.SqlClient
      const left = inTransaction(sql)(sql`SELECT pg_terminate_backend(pg_backend_pid())`)
      assert.isTrue(isSqlError(yield* Effect.flip(left)))
      const [row] = yield* sql<{ readonly n: number }>`SELECT 1 AS n`
      assert.strictEqual(row?.n, 1)
    }).pipe(Effect.provide(Layer.suspend(() => layerPostgres(Redacted.make(postgres().url), connectPostgres)))),
  )

  it.live(
    "is waited for while it begins anew",
    () =>
      Effect.gen(function* () {
        const sql = yield* SqlClient.SqlClient
        yield* prepareStore
        yield* Effect.promise(() => postgres().restart())
        yield* prepareStore
        const [row] = yield* sql<{ readonly n: number }>`SELECT 1 AS n`
        assert.strictEqual(row?.n, 1)
      }).pipe(Effect.provide(Layer.suspend(() => layerPostgres(Redacted.make(postgres().url), connectPostgres)))),
    60_000,
  )
})
