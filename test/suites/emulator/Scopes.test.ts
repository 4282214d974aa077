import { assert, describe, it } from "@effect/vitest"
import { type Operation, operations } from "@zoho-bulk/core/wire"
import { Effect } from "effect"
import { ask, moduleIn, upload, zoho } from "../../support/emulatedZoho.ts"

const grant = { client_id: "emulator", client_secret: "emulator", refresh_token: "emulator" }

const token = (parameters: Readonly<Record<string, string>>) =>
  ask("POST", `https://accounts.zoho.com/oauth/v2/token?${new URLSearchParams({ ...grant, ...parameters })}`, {
    headers: {},
  })

const read = { query: { module: moduleIn("v8", "Leads") } }

const code = ({ body }: { readonly body: { readonly code?: string } }): string | undefined => body.code

/** Asks for something that each operation is for; what it is answered beside a missing scope does not matter. */
const tryOf = ({ host, method, name, path }: Operation) => {
  const hosts = { api: "www.zohoapis.com", upload: "content.zohoapis.com", download: "download-accl.zoho.com" }
  const address = path?.("v8", "1") ?? "/v2/crm/694902309/bulk-write/1/1.zip"
  const query = { countMatches: "?criteria=(id:equals:1)", getRecords: "?ids=1", deleteRecords: "?ids=1" }
  const asked = name === "createReadJob" ? { json: read } : method === "POST" ? { json: {} } : {}
  return ask(
    method,
    `https://${hosts[host as keyof typeof hosts]}${address}${Object.hasOwn(query, name) ? query[name as keyof typeof query] : ""}`,
    asked,
  )
}

const behindTheGate = Object.values<Operation>(operations).filter(({ host }) => host !== "accounts")

describe("the emulator's scopes", () => {
  it.effect.each(behindTheGate)("open $name with one scope of each group, and not without", (operation) =>
    Effect.gen(function* () {
      const required = operation.scopes("v8")
      const firsts = required.map(([first = ""]) => first)
      const open = yield* Effect.provide(tryOf(operation), zoho({ scopes: firsts }))
      assert.notStrictEqual(code(open), "OAUTH_SCOPE_MISMATCH")
      for (const missing of firsts) {
        const scopes = firsts.filter((scope) => scope !== missing)
        const closed = yield* Effect.provide(tryOf(operation), zoho({ scopes }))
        assert.deepStrictEqual([closed.status, code(closed)], [401, "OAUTH_SCOPE_MISMATCH"])
      }
    }),
  )

  it.effect("of one module let read that one, and no other", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* ask("POST", "/crm/bulk/v8/read", { json: read })).status, 201)
      const others = yield* ask("POST", "/crm/bulk/v8/read", { json: { query: { module: { api_name: "Contacts" } } } })
      assert.deepStrictEqual([others.status, code(others)], [401, "OAUTH_SCOPE_MISMATCH"])
    }).pipe(Effect.provide(zoho({ scopes: ["ZohoCRM.bulk.READ", "ZohoCRM.modules.leads.READ"] }))),
  )

  it.effect("of one module let write into that one, and no other", () =>
    Effect.gen(function* () {
      const file = yield* upload({ "leads.csv": "Last_Name,Company\nBoyle,Zylker\n" })
      const order = (module: string) =>
        ask("POST", "/crm/bulk/v8/write", {
          json: {
            operation: "insert",
            resource: [{ type: "data", module: { api_name: module }, file_id: file }],
          },
        })
      assert.strictEqual((yield* order("Leads")).status, 201)
      assert.strictEqual(code(yield* order("Contacts")), "OAUTH_SCOPE_MISMATCH")
    }).pipe(
      Effect.provide(zoho({ scopes: ["ZohoCRM.bulk.CREATE", "ZohoCRM.modules.leads.CREATE", "ZohoFiles.files.ALL"] })),
    ),
  )

  it.effect("are named with a token, and are those that its code was made for", () =>
    Effect.gen(function* () {
      const usual = (yield* token({ grant_type: "refresh_token" })).body
      assert.strictEqual(usual.scope, "ZohoCRM.bulk.READ")
      const codes = { grant_type: "authorization_code", code: "emulator:ZohoCRM.org.READ,ZohoCRM.bulk.ALL" }
      const issued = (yield* token(codes)).body
      assert.strictEqual(issued.scope, "ZohoCRM.org.READ ZohoCRM.bulk.ALL")
      const renewed = (yield* token({ grant_type: "refresh_token", refresh_token: issued.refresh_token })).body
      assert.strictEqual(renewed.scope, issued.scope)
      const org = (of: string) => ask("GET", "/crm/v8/org", { headers: { authorization: `Zoho-oauthtoken ${of}` } })
      assert.strictEqual((yield* org(renewed.access_token)).status, 200)
      assert.strictEqual(code(yield* org(usual.access_token)), "OAUTH_SCOPE_MISMATCH")
    }).pipe(Effect.provide(zoho({ scopes: ["ZohoCRM.bulk.READ"] }))),
  )

  it.effect("are all, where none are named", () =>
    Effect.gen(function* () {
      const { scope } = (yield* token({ grant_type: "refresh_token" })).body
      const settings = "ZohoCRM.settings.ALL ZohoCRM.users.READ"
      const search = "ZohoSearch.securesearch.READ"
      assert.strictEqual(
        scope,
        `ZohoCRM.bulk.ALL ZohoCRM.modules.ALL ZohoCRM.org.READ ${settings} ZohoFiles.files.ALL ${search}`,
      )
    }).pipe(Effect.provide(zoho())),
  )
})
