import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs"
import type { RequestListener } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { exampleFolder } from "../../support/examples.ts"
import { serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { scriptWords } from "../../support/scripts.ts"
import { readBody } from "../../support/samples.ts"
import { nthToken, secrets } from "../../support/tokens.ts"

const worker = "test/support/tokenWorker.ts"
const command =
  thisRuntime === "node" ? ["node", worker] : [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A", worker]

/** An accounts host that takes its time, and an API that knows one job and the token's first. */
const zoho: RequestListener = (request, response) => {
  const isToken = request.url === "/oauth/v2/token"
  const isGood = isToken || request.headers.authorization === `Zoho-oauthtoken ${nthToken(1)}`
  const body = isToken
    ? { access_token: nthToken(1), expires_in: 3_600 }
    : isGood
      ? readBody()
      : { code: "INVALID_TOKEN" }
  response.writeHead(isGood ? 200 : 401, { "content-type": "application/json" })
  setTimeout(() => response.end(JSON.stringify(body)), isToken ? 500 : 0)
}

const grantVariables = {
  ZOHO_CLIENT_ID: "1000.CLIENT",
  ZOHO_CLIENT_SECRET: secrets.clientSecret,
  ZOHO_REFRESH_TOKEN: secrets.refreshToken,
}

const eightWorkers = Effect.fnUntraced(function* (folder: string) {
  const server = yield* serve(zoho)
  const env = { ...grantVariables, ZOHO_API_DOMAIN: server.origin }
  const runs = yield* Effect.promise(() =>
    Promise.all(Array.from({ length: 8 }, () => runProcess(thisRuntime, [`${folder}/tokens.json`], { command, env }))),
  )
  for (const run of runs) assert.deepStrictEqual(run, { exitCode: 0, stdout: "queued\n", stderr: "" })
  const urls = server.requests.map(({ url }) => url ?? "")
  assert.strictEqual(urls.length, 9)
  return urls.filter((url) => url.startsWith("/oauth/"))
})

describe(`8 processes started together with the file store, on ${thisRuntime},`, () => {
  it.live("make one token request, and leave one file of mode 0600", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const folder = yield* exampleFolder({})
        assert.deepStrictEqual(yield* eightWorkers(folder), ["/oauth/v2/token"])
        assert.deepStrictEqual(readdirSync(folder), ["tokens.json"])
        assert.strictEqual(statSync(`${folder}/tokens.json`).mode & 0o777, 0o600)
        const kept = readFileSync(`${folder}/tokens.json`, "utf8")
        assert.notInclude(kept, secrets.refreshToken)
        assert.notInclude(kept, secrets.clientSecret)
      }),
    ),
  )

  it.live("make one token request where a dead process has left its lock behind", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const folder = yield* exampleFolder({})
        writeFileSync(`${folder}/tokens.json.lock`, "dead")
        utimesSync(`${folder}/tokens.json.lock`, 1, 1)
        assert.deepStrictEqual(yield* eightWorkers(folder), ["/oauth/v2/token"])
        assert.deepStrictEqual(readdirSync(folder), ["tokens.json"])
      }),
    ),
  )
})

it.live(`the command takes a grant from its variables, on ${thisRuntime}`, () =>
  Effect.scoped(
    Effect.gen(function* () {
      const server = yield* serve(zoho)
      const env = { ...grantVariables, ZOHO_API_DOMAIN: server.origin }
      const result = yield* Effect.promise(() =>
        runProcess(thisRuntime, ["get", "4150868000004717004", "--kind", "read", "--json", "--select", "state"], {
          env,
        }),
      )
      assert.strictEqual(result.exitCode, 0, result.stderr)
      assert.deepStrictEqual(JSON.parse(result.stdout), { state: "queued" })
      assert.strictEqual(server.requests[0]?.url, "/oauth/v2/token")
    }),
  ),
)
