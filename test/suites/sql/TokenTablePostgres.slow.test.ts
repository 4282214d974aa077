import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@zoho-bulk/core"
import { layerTokenSql } from "@zoho-bulk/core/durable"
import { layerPostgres } from "@zoho-bulk/core/postgres"
import { Context, Effect, Layer, Redacted } from "effect"
import { connectPostgres } from "../../support/connectPostgres.ts"
import { inPostgresDatabase } from "../../support/databases.ts"
import { postgresForAll } from "../../support/postgres.ts"
import { schemaOn } from "../../support/storeOfJourneys.ts"
import { tokenStoreContract } from "../../support/tokenStoreContract.ts"

const postgres = postgresForAll()

describe("over PostgreSQL", () => {
  tokenStoreContract(inPostgresDatabase(() => postgres().url))

  it.live("tokens are renewed by one runner of several at a time, and counted though it dies", () =>
    Effect.gen(function* () {
      const url = yield* schemaOn(postgres().url)
      const runner = Layer.fresh(Layer.provide(layerTokenSql, layerPostgres(Redacted.make(url), connectPostgres)))
      const stores = yield* Effect.all(
        [1, 2, 3].map(() => Effect.map(Layer.build(runner), (context) => Context.get(context, TokenStore))),
      )
      let [inside, most] = [0, 0]
      yield* Effect.forEach(
        stores,
        (store) =>
          store
            .exclusively("a")(
              Effect.gen(function* () {
                most = Math.max(most, ++inside)
                const { requestedAt } = yield* store.get("a")
                yield* store.set("a", { requestedAt: [...requestedAt, requestedAt.length] })
                yield* Effect.sleep("50 millis")
                inside--
                return yield* Effect.fail("it dies")
              }),
            )
            .pipe(Effect.ignore),
        { concurrency: "unbounded" },
      )
      assert.strictEqual(most, 1)
      assert.deepStrictEqual(yield* stores[0]?.get("a") ?? Effect.undefined, { requestedAt: [0, 1, 2] })
    }).pipe(Effect.scoped),
  )
})
