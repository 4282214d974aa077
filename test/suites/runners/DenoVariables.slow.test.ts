import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"
import { exampleFolder } from "../../support/examples.ts"
import { serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { scriptWords } from "../../support/scripts.ts"

const program = `
import { getJobDetails } from "@zoho-bulk/core"
import { layerFromEnvironment } from "@zoho-bulk/deno-runner"
import { Effect } from "effect"

const { _tag, message } = await Effect.runPromise(
  getJobDetails({ kind: "read", id: "1" }).pipe(Effect.provide(layerFromEnvironment), Effect.flip),
)
console.log(JSON.stringify({ _tag, message }))
`

const Said = Schema.fromJsonString(Schema.Struct({ _tag: Schema.String, message: Schema.String }))

const [deno = ""] = scriptWords("zoho-bulk:deno")

interface Run {
  readonly env: Readonly<Record<string, string>>
  readonly flags: ReadonlyArray<string>
}

/** What a program on Deno fails with, which has the variables that are set and the permissions that are given. */
const failureOf = ({ env, flags }: Run) =>
  Effect.gen(function* () {
    const folder = yield* exampleFolder({ "script.ts": program })
    const command = [deno, "run", "--quiet", "--no-prompt", ...flags, `${folder}/script.ts`]
    const { stderr, stdout } = yield* Effect.promise(() => runProcess("deno", [], { command, env }))
    assert.strictEqual(stderr, "")
    return yield* Schema.decodeEffect(Said)(stdout)
  })

/** A server that refuses every token. */
const refusing = serve((_request, response) => {
  response.writeHead(401, { "content-type": "application/json" })
  response.end('{"code":"INVALID_TOKEN","details":{},"message":"invalid oauth token","status":"error"}')
})

/** The variables that say where Zoho is. */
const whereTo = [
  "ZOHO_DATA_CENTER",
  "ZOHO_API_DOMAIN",
  "ZOHO_ENVIRONMENT",
  "ZOHO_ACCOUNTS_URL",
  "ZOHO_UPLOAD_URL",
  "ZOHO_DOWNLOAD_URL",
]

describe("a variable that a program on Deno may not read, and that may be set", () => {
  it.live("is named where the program may not reach the host: it may be another host", () =>
    Effect.gen(function* () {
      const { _tag, message } = yield* failureOf({
        env: { ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "eu" },
        flags: ["--allow-env=ZOHO_ACCESS_TOKEN", "--allow-net=www.zohoapis.eu"],
      })
      assert.strictEqual(_tag, "HostNotPermitted")
      assert.include(message, "may not reach www.zohoapis.com")
      assert.include(message, "does not let this program read ZOHO_DATA_CENTER, ZOHO_API_DOMAIN")
      assert.include(message, `add --allow-env=${whereTo.join()}.`)
    }).pipe(Effect.scoped),
  )

  it.live("is named where the token is refused: it may be of another data centre", () =>
    Effect.gen(function* () {
      const { origin, port } = yield* refusing
      const { _tag, message } = yield* failureOf({
        env: { ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: origin, ZOHO_DATA_CENTER: "eu" },
        flags: ["--allow-env=ZOHO_ACCESS_TOKEN,ZOHO_API_DOMAIN", `--allow-net=127.0.0.1:${port}`],
      })
      assert.strictEqual(_tag, "TokenRefused")
      assert.include(message, "read ZOHO_DATA_CENTER, ZOHO_ENVIRONMENT, ZOHO_ACCOUNTS_URL")
      assert.include(message, "if they are set, add --allow-env=ZOHO_DATA_CENTER,ZOHO_ENVIRONMENT,ZOHO_ACCOUNTS_URL")
    }).pipe(Effect.scoped),
  )

  it.live("is named where there is no access token", () =>
    Effect.gen(function* () {
      const { _tag, message } = yield* failureOf({
        env: { ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "eu" },
        flags: ["--allow-env=ZOHO_DATA_CENTER"],
      })
      assert.strictEqual(_tag, "InvalidSettings")
      assert.include(message, "There is no access token")
      assert.include(message, "does not let this program read ZOHO_ACCESS_TOKEN, ZOHO_CLIENT_ID")
    }).pipe(Effect.scoped),
  )

  it.live("is named where a part of a grant is missing", () =>
    Effect.gen(function* () {
      const { message } = yield* failureOf({
        env: { ZOHO_CLIENT_ID: "1000.x", ZOHO_CLIENT_SECRET: "x", ZOHO_REFRESH_TOKEN: "1000.y" },
        flags: ["--allow-env=ZOHO_ACCESS_TOKEN,ZOHO_CLIENT_ID,ZOHO_REFRESH_TOKEN"],
      })
      assert.include(message, "ZOHO_CLIENT_SECRET is not set")
      assert.include(message, "read ZOHO_CLIENT_SECRET: if it is set, add --allow-env=ZOHO_CLIENT_SECRET.")
    }).pipe(Effect.scoped),
  )

  it.live("is not named where it may be read, set or not", () =>
    Effect.gen(function* () {
      const { message } = yield* failureOf({
        env: { ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "eu" },
        flags: [`--allow-env=ZOHO_ACCESS_TOKEN,${whereTo.join()}`],
      })
      assert.include(message, "may not reach www.zohoapis.eu")
      assert.notInclude(message, "Deno does not let")
    }).pipe(Effect.scoped),
  )
})
