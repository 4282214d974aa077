import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@zoho-bulk/core"
import { refreshToken } from "@zoho-bulk/core/Auth"
import { layerTokenSql } from "@zoho-bulk/core/durable"
import { Context, Effect, Fiber, Layer, Redacted } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import type { InDatabase } from "./sqlJournalContract.ts"
import { ScriptedZoho, sentRequests } from "./ScriptedZoho.ts"
import { currentToken, grant, issuerOf, nthToken, secrets, tokenReply } from "./tokens.ts"

const record = (n: number) => ({
  token: { accessToken: Redacted.make(nthToken(n)), issuedAt: 1_000, expiresAt: 3_601_000 },
  requestedAt: [1_000],
})

/** What holds of tokens in a database, whichever it is. */
export const tokenStoreContract = (inDatabase: InDatabase): void => {
  describe("tokens in a database", () => {
    it.live("are kept for all who share it, grant by grant", () =>
      inDatabase(() =>
        Effect.gen(function* () {
          const store = Context.get(yield* Layer.build(layerTokenSql), TokenStore)
          assert.deepStrictEqual(yield* store.get("a"), { requestedAt: [] })
          yield* store.exclusively("a")(store.set("a", record(1)))
          yield* store.exclusively("b")(store.set("b", record(2)))
          const other = Context.get(yield* Layer.build(Layer.fresh(layerTokenSql)), TokenStore)
          const { requestedAt, token } = yield* other.get("a")
          assert.deepStrictEqual(requestedAt, [1_000])
          assert.strictEqual(token && Redacted.value(token.accessToken), nthToken(1))
        }),
      ),
    )

    it.live("that cannot be read are had anew", () =>
      inDatabase(() =>
        Effect.gen(function* () {
          const store = Context.get(yield* Layer.build(layerTokenSql), TokenStore)
          yield* SqlClient.SqlClient.use((sql) => sql`INSERT INTO zoho_bulk_tokens VALUES ('a', '{"token":1}')`)
          assert.deepStrictEqual(yield* store.get("a"), { requestedAt: [] })
        }),
      ),
    )

    it.live("are renewed by one at a time, and the others take what is there", () =>
      inDatabase(() =>
        Effect.gen(function* () {
          const sql = yield* Effect.context<SqlClient.SqlClient>()
          const tokens = refreshToken(grant, { store: Layer.provide(layerTokenSql, Layer.succeedContext(sql)) })(
            issuerOf("us"),
          )
          const asked = yield* Effect.gen(function* () {
            const eight = Array.from({ length: 8 }, () => Effect.provide(currentToken, Layer.fresh(tokens)))
            const given = yield* Effect.all(eight, { concurrency: "unbounded" })
            assert.deepStrictEqual([...new Set(given)], [nthToken(1)])
            return yield* sentRequests
          }).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1)])))
          assert.strictEqual(asked.length, 1)
        }),
      ),
    )

    it.live("keep nothing of a grant's secrets", () =>
      inDatabase(() =>
        Effect.gen(function* () {
          const sql = yield* Effect.context<SqlClient.SqlClient>()
          const tokens = refreshToken(grant, { store: Layer.provide(layerTokenSql, Layer.succeedContext(sql)) })(
            issuerOf("us"),
          )
          yield* Effect.provide(currentToken, tokens).pipe(Effect.provide(ScriptedZoho.layer([tokenReply(1)])))
          const rows = yield* SqlClient.SqlClient.use((client) => client`SELECT * FROM zoho_bulk_tokens`)
          for (const secret of [secrets.clientSecret, secrets.refreshToken]) {
            assert.notInclude(JSON.stringify(rows), secret)
          }
        }),
      ),
    )

    it.live("can be waited for no longer by who is interrupted", () =>
      inDatabase(() =>
        Effect.gen(function* () {
          const store = Context.get(yield* Layer.build(layerTokenSql), TokenStore)
          const holder = yield* Effect.forkChild(store.exclusively("a")(Effect.never))
          yield* Effect.sleep("100 millis")
          const waiting = yield* Effect.forkChild(store.exclusively("a")(Effect.void))
          yield* Effect.sleep("100 millis")
          yield* Fiber.interrupt(waiting)
          yield* Fiber.interrupt(holder)
          yield* Effect.timeout(store.exclusively("a")(Effect.void), "2 seconds")
        }),
      ),
    )
  })
}
