import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { documents } from "@zoho-bulk/core/cli"
import { Effect, Schema } from "effect"
import { HttpClient } from "effect/http"
import { document, zohoBulk } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"
import { requestOfCurl, requestText, withoutIds } from "../../support/curlRequests.ts"

const env = { ZOHO_ACCESS_TOKEN: "1000.secret", ZOHO_DATA_CENTER: "eu" }

/** Every file below a folder, with what is in it. */
const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (readdirSync(folder, { recursive: true }) as Array<string>)
      .filter((name) => statSync(join(folder, name)).isFile())
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  )

const decodeExplanation = Schema.decodeUnknownSync(documents.explain)

describe("`--explain` with any command", () => {
  it.live("tells what would be sent, sends nothing, changes nothing and shows no secret", () =>
    Effect.gen(function* () {
      const lost = { does: "lost-reply", operation: "createReadJob", nth: 1 } as const
      const { emulator, path, run, write } = yield* machine({ faults: [lost] })
      const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
      const secret = { ...nothingSet, ZOHO_CLIENT_SECRET: "emulator" }
      const leads = write("leads.csv", "Last_Name,Company\nBoyle,Zylker\n")
      yield* run(["auth", "login", "--client-id", "emulator", "--code", "emulator"], { env: secret })
      assert.strictEqual(
        (yield* run(["export", "Leads", "--output", path("out.csv")], { env: nothingSet })).exitCode,
        9,
      )
      const before = filesIn(path("."))
      const asked = (yield* emulator.report).requests

      const expected: ReadonlyArray<readonly [args: string, operations: string]> = [
        ["get 1", "getReadJob getWriteJob"],
        ["wait 1 2 --kind read", "getReadJob getReadJob"],
        ["download 1 --kind write", "getWriteJob downloadWriteResult"],
        ["download 1", "getReadJob downloadReadResult getWriteJob downloadWriteResult"],
        [`export Leads --output ${path("more.csv")}`, "createReadJob getReadJob downloadReadResult"],
        [
          `import ${leads} --module Leads --operation insert --rejects ${path("rejects.csv")}`,
          "getModules getFields getLayouts getOrganization uploadFile createWriteJob getWriteJob downloadWriteResult",
        ],
        [`import ${leads} --module Leads --operation insert --check`, "getModules getFields getLayouts"],
        [
          `import ${leads} --module Leads --operation insert --no-check`,
          "getOrganization uploadFile createWriteJob getWriteJob downloadWriteResult",
        ],
        ["resume", "createReadJob getReadJob downloadReadResult"],
        ["jobs --forget nothing", ""],
        ["auth login", "exchangeGrantCode getOrganization"],
        ["auth status", ""],
        ["auth logout", "revokeToken"],
        ["doctor", "renewToken getOrganization getReadJob getWriteJob"],
        ["demo", ""],
        ["emulator", ""],
      ]
      for (const [args, operations] of expected) {
        const explained = yield* run([...args.split(" "), "--explain", "--json"], { env: nothingSet })
        assert.strictEqual(explained.exitCode, 0, `${args}: ${explained.stderr}`)
        const { requests } = decodeExplanation(document(explained.stdout))
        assert.strictEqual(requests.map(({ operation }) => operation).join(" "), operations, args)
        assert.notMatch(explained.stdout, /1000\.[0-9a-f]{32}|(?<!client_id)=emulator/)
      }
      assert.deepStrictEqual(filesIn(path(".")), before)
      assert.deepStrictEqual((yield* emulator.report).requests, asked)
    }),
  )

  it.live("tells of just those operations that the run itself asks for", () =>
    Effect.gen(function* () {
      const { emulator, path, run, write } = yield* machine()
      const leads = write("leads.csv", "Last_Name,Company\nBoyle,Zylker\n")
      const insert = ["--module", "Leads", "--operation", "insert"]
      const env = { ZOHO_ACCESS_TOKEN: "", ZOHO_CLIENT_SECRET: "emulator" }
      const sent = Effect.map(emulator.report, ({ requests }) => requests)
      for (const args of [
        ["auth", "login", "--client-id", "emulator", "--code", "emulator"],
        ["get", "4150868000005350003"],
        ["wait", "4150868000005376042", "--kind", "read"],
        ["download", "4150868000005376042", "--kind", "read", "--output", path("read.csv")],
        ["export", "Leads", "--output", path("out.csv")],
        ["import", leads, ...insert, "--rejects", path("rejects.csv")],
        ["doctor"],
        ["auth", "logout"],
      ]) {
        const explained = yield* run([...args, "--explain", "--json"], { env })
        const { requests } = decodeExplanation(document(explained.stdout))
        const before = (yield* sent).length
        assert.strictEqual((yield* run(args, { env })).exitCode, 0, args.join(" "))
        const asked = (yield* sent).slice(before).map(({ operation }) => operation)
        // A token is made where none is at rest, in what looks the same to Zoho; doctor knocks at the upload host without one.
        const besides = ["renewToken", "exchangeGrantCode", "none"]
        const distinct = (operations: ReadonlyArray<string>) =>
          [...new Set(operations)].filter((operation) => !besides.includes(operation))
        assert.sameMembers(distinct(asked), distinct(requests.map(({ operation }) => operation)), args.join(" "))
      }
    }),
  )

  it.live("shows the very requests that the run sends, to the last header and key", () =>
    Effect.gen(function* () {
      const sent: Array<string> = []
      const { path, run, write } = yield* machine({}, (zoho) =>
        HttpClient.make((request, url) => {
          const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
          sent.push(withoutIds(requestText(request.method, url.href, request.headers, body)))
          return zoho.execute(request)
        }),
      )
      const leads = write("leads.csv", "Last_Name, Company\nBoyle,Zylker\n")
      for (const args of [
        ["get", "4150868000005350003"],
        ["wait", "4150868000005350003"],
        ["download", "4150868000005376042", "--kind", "read", "--api-version", "v2", "--output", path("contacts.csv")],
        ["export", "Leads", "--fields", "Company", "--where", "Last_Name is not empty", "--output", path("out.csv")],
        ["export", "Events", "--output", path("events.ics")],
        ["import", leads, "--module", "Leads", "--operation", "insert", "--ignore-empty"],
        ["doctor"],
      ]) {
        const explained = yield* run([...args, "--explain", "--json"])
        const { requests } = decodeExplanation(document(explained.stdout))
        sent.length = 0
        assert.include([0, 8], (yield* run(args)).exitCode, args.join(" "))
        const knock = (text: string): boolean => text.startsWith("GET\nhttps://content.")
        assert.sameMembers(
          [...new Set(sent.filter((text) => !knock(text)))],
          [...new Set(requests.map(({ curl }) => withoutIds(requestOfCurl(curl))))],
          args.join(" "),
        )
      }
    }),
  )

  it.live("shows of doctor that it tries the grant, where there is one, by the request that is sent", () =>
    Effect.gen(function* () {
      const sent: Array<string> = []
      const { run } = yield* machine({}, (zoho) =>
        HttpClient.make((request, url) => {
          if (url.pathname === "/oauth/v2/token") sent.push(`${request.method} ${url.href}`)
          return zoho.execute(request)
        }),
      )
      const login = ["auth", "login", "--client-id", "emulator", "--code", "emulator"]
      yield* run(login, { env: { ZOHO_ACCESS_TOKEN: "", ZOHO_CLIENT_SECRET: "emulator" } })
      sent.length = 0
      const nothingSet = { ZOHO_ACCESS_TOKEN: "" }
      const explained = yield* run(["doctor", "--explain", "--json"], { env: nothingSet })
      const [first] = decodeExplanation(document(explained.stdout)).requests
      assert.deepStrictEqual(sent, [])
      yield* run(["doctor"], { env: nothingSet })
      assert.deepStrictEqual(sent, [`${first?.method} ${first?.url}`])
      assert.include(first?.curl, `"client_secret=$ZOHO_CLIENT_SECRET"`)
      assert.include(first?.curl, `"refresh_token=$ZOHO_REFRESH_TOKEN"`)
      const byToken = yield* run(["doctor", "--explain", "--json"])
      assert.notInclude(byToken.stdout, "renewToken")
    }),
  )

  it.live("writes secrets of forms as variables", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { stdout } = yield* run(["auth", "login", "--explain", "--client-id", "1000.C", "--code", "1000.S"])
      assert.include(
        stdout,
        `--data-urlencode "client_secret=$ZOHO_CLIENT_SECRET" --data-urlencode "code=$ZOHO_GRANT_CODE"`,
      )
      assert.notInclude(stdout, "1000.S")
    }),
  )
})

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
