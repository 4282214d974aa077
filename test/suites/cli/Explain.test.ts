import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, zohoBulk } from "../../support/commandLine.ts"

const env = { ZOHO_ACCESS_TOKEN: "1000.secret", ZOHO_DATA_CENTER: "eu" }

describe("`--explain`", () => {
  it.effect("shows the request, its scopes, credits and Deno flags, and sends nothing", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", "42", "--kind", "write", "--explain"], { env })
      assert.strictEqual(run.exitCode, 0)
      assert.include(run.stdout, "GET https://www.zohoapis.eu/crm/bulk/v8/write/42\n")
      assert.include(run.stdout, "Scopes   ZohoCRM.bulk.CREATE or ZohoCRM.bulk.ALL\n")
      assert.include(run.stdout, "Credits  1\n")
      assert.include(run.stdout, "--allow-net=www.zohoapis.eu --allow-env=ZOHO_ACCESS_TOKEN")
    }),
  )

  it.effect("writes a curl line that names the token's variable and never the token", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", "42", "--explain", "--json"], { env })
      const { requests } = document(run.stdout) as { requests: ReadonlyArray<{ curl: string; url: string }> }
      assert.deepStrictEqual(
        requests.map(({ url }) => url),
        ["https://www.zohoapis.eu/crm/bulk/v8/read/42", "https://www.zohoapis.eu/crm/bulk/v8/write/42"],
      )
      for (const { curl } of requests) {
        assert.include(curl, `--header "Authorization: Zoho-oauthtoken $ZOHO_ACCESS_TOKEN"`)
        assert.notInclude(curl, "1000.secret")
      }
    }),
  )

  it.effect("needs no token", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", "42", "--explain"])
      assert.strictEqual(run.exitCode, 0)
    }),
  )

  it.effect("checks the input as the call itself would", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* zohoBulk(["get", "x", "--explain"])).exitCode, 2)
      assert.strictEqual((yield* zohoBulk(["get", "1", "--api-version", "v9", "--explain"])).exitCode, 2)
    }),
  )

  it.effect("of v2 asks for the module's scope as well", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", "42", "--kind", "read", "--api-version", "v2", "--explain", "--json"])
      const { requests } = document(run.stdout) as { requests: ReadonlyArray<{ scopes: unknown }> }
      assert.deepStrictEqual(requests[0]?.scopes, [
        ["ZohoCRM.bulk.READ", "ZohoCRM.bulk.ALL"],
        ["ZohoCRM.modules.ALL", "ZohoCRM.modules.{module}.READ"],
      ])
    }),
  )
})
