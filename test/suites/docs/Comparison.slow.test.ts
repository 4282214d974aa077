import { fileURLToPath } from "node:url"
import { assert, describe, it } from "@effect/vitest"
import { Auth, downloadResult, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Layer, Redacted, Stream } from "effect"
import { apiVersions } from "../../../packages/core/src/domain/ApiVersion.ts"
import { dataCenters } from "../../../packages/core/src/domain/DataCenter.ts"
import { rowsOf } from "../../docs/tables.ts"
import { repositoryFile } from "../../support/examples.ts"
import { type Loopback, serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { recorded } from "../../support/recordings.ts"
import { runner } from "../../support/runner.ts"

const sdk = fileURLToPath(new URL("../../support/sdkFacts.ts", import.meta.url))

const readJob = recorded("/crm/bulk/v2/read/4150868000005376042")
const writeJob = recorded("/crm/bulk/v2.1/write/4150868000005350003")

/** A Zoho with two jobs, which gives as many tokens as anybody asks for; the result of its write job lies on another origin. */
const zoho = (tokenLife: number, other = "http://127.0.0.1:1") =>
  serve((request, response) => {
    const answers: Readonly<Record<string, unknown>> = {
      // Whoever renews its token in time renews this one before the next call.
      token: { access_token: "1000.t", expires_in: tokenLife, token_type: "Bearer" },
      "4150868000005376042": readJob.response.body,
      "4150868000005350003": JSON.parse(
        JSON.stringify(writeJob.response.body).replace(/https:\/\/download-accl[^"]+/, `${other}/1.zip`),
      ),
    }
    const [path = ""] = (request.url ?? "").split("?")
    const answer = answers[path.split("/").at(-1) ?? ""]
    const refusal = { code: "RESOURCE_NOT_FOUND", details: {}, message: "not found", status: "error" }
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" })
    response.end(JSON.stringify(answer ?? refusal))
  })

const elsewhere = serve((_request, response) => void response.writeHead(200).end("rows"))

const isToken = (path: string): boolean => path.startsWith("/oauth/v2/token")

const pathsOf = ({ requests }: Loopback): ReadonlyArray<string> => requests.map(({ url = "" }) => url)

/** How many tokens the twenty calls asked for, between the two marks. */
const tokensForTwenty = (own: Loopback): number => {
  const paths = pathsOf(own)
  return paths.slice(paths.indexOf("/mark"), paths.lastIndexOf("/mark")).filter(isToken).length
}

const row = (name: string): ReadonlyArray<string> =>
  rowsOf(repositoryFile("README.md")).find((each) => each.name === name)?.cells ?? []

const connected = (origin: string) => {
  const grant = {
    clientId: "1000.CLIENT",
    clientSecret: Redacted.make("secret"),
    refreshToken: Redacted.make("1000.refresh"),
  }
  const settings = { apiDomain: origin, accountsUrl: origin, uploadUrl: origin, downloadUrl: origin }
  return Layer.provide(ZohoConnection.layer({ ...settings, auth: Auth.refreshToken(grant) }), runner.layerHttpClient)
}

describe("the table of the README that compares", () => {
  it.live("says of Zoho's SDK what it does", () =>
    Effect.gen(function* () {
      const [own, other] = [yield* zoho(2), yield* elsewhere]
      const run = yield* Effect.promise(() =>
        runProcess("node", [own.origin, other.origin], { command: ["node", sdk] }),
      )
      assert.strictEqual(run.exitCode, 0, run.stderr)
      const seen = JSON.parse(run.stdout)
      assert.strictEqual(
        row("20 calls at once with an expired token")[2],
        `${tokensForTwenty(own)} tokens; Zoho allows 10`,
      )
      assert.strictEqual(row("data centres")[2], String(seen.dataCenters))
      assert.strictEqual(seen.refusal, "APIException")
      assert.strictEqual(other.requests[0]?.headers.authorization, "Zoho-oauthtoken 1000.t")
      assert.strictEqual(row("a result on another host")[2], "receives your token")
    }).pipe(Effect.scoped),
  )

  it.live("says of zoho-bulk what it does", () =>
    Effect.gen(function* () {
      const other = yield* elsewhere
      const own = yield* zoho(3_600, other.origin)
      const looks = Array.from({ length: 20 }, () => getJobDetails({ kind: "read", id: "4150868000005376042" }))
      const failure = yield* Effect.all(looks, { concurrency: "unbounded" }).pipe(
        Effect.andThen(getJobDetails({ kind: "write", id: "4150868000005350003" })),
        Effect.flatMap((job) => Effect.flip(Stream.runDrain(downloadResult(job)))),
        Effect.provide(connected(own.origin)),
      )
      assert.strictEqual(
        row("20 calls at once with an expired token")[1],
        `${pathsOf(own).filter(isToken).length} token`,
      )
      assert.strictEqual(failure._tag, "HostNotTrusted")
      assert.strictEqual(other.requests.length, 0)
      assert.strictEqual(row("data centres")[1], String(dataCenters.length))
      assert.strictEqual(row("versions of the API")[1], `${apiVersions[0]} to ${apiVersions.at(-1)}, one package`)
    }).pipe(Effect.scoped),
  )
})
