import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { answering, serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords } from "../../support/scripts.ts"
import { recorded } from "../../support/recordings.ts"

const read = "/crm/bulk/v2/read/4150868000005376042"

/** A proxy that lets nothing through, and counts who tried. */
const proxy = Effect.gen(function* () {
  const asked: Array<string> = []
  const loopback = yield* serve((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(502).end()
  })
  loopback.server.on("connect", (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n")
  })
  return { asked, origin: loopback.origin }
})

const proxied = (origin: string): Readonly<Record<string, string>> =>
  Object.fromEntries(["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"].map((name) => [name, origin]))

describe(`proxies, on ${thisRuntime}`, () => {
  it.live("are never asked to reach this machine", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const server = yield* serve(answering(recorded(read)))
        const { asked, origin } = yield* proxy
        const env = { ...proxied(origin), ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: server.origin }
        const result = yield* Effect.promise(() => runProcess(thisRuntime, ["get", "4150868000005376042"], { env }))
        assert.strictEqual(result.exitCode, 0, result.stderr)
        assert.deepStrictEqual(asked, [])
        assert.strictEqual(server.requests[0]?.url, "/crm/bulk/v8/read/4150868000005376042")
      }),
    ),
  )

  it.live("are not asked even where Deno may not read the variables", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const server = yield* serve(answering(recorded(read)))
        const { asked, origin } = yield* proxy
        const env = { ...proxied(origin), ZOHO_ACCESS_TOKEN: "t", ZOHO_API_DOMAIN: server.origin }
        const narrow = ["--allow-net=127.0.0.1", "--allow-env=ZOHO_ACCESS_TOKEN,ZOHO_API_DOMAIN"]
        const command = [
          ...commandWords("deno")
            .filter((word) => !word.startsWith("--allow"))
            .slice(0, -1),
          ...narrow,
          "packages/deno-runner/src/main.ts",
        ]
        const args = ["get", "4150868000005376042"]
        const result = yield* Effect.promise(() => runProcess("deno", args, { command, env }))
        assert.strictEqual(result.exitCode, 0, result.stderr)
        assert.deepStrictEqual(asked, [])
      }),
    ),
  )

  it.live("are asked to reach Zoho, through a tunnel that hides the token", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { asked, origin } = yield* proxy
        let stop = (_signal: "SIGINT" | "SIGTERM"): void => {}
        const ended = runProcess(thisRuntime, ["get", "1", "--kind", "read"], {
          env: { HTTPS_PROXY: origin, ZOHO_ACCESS_TOKEN: "t", ZOHO_DATA_CENTER: "eu" },
          onStart: (kill) => (stop = kill),
        })
        while (asked.length === 0) yield* Effect.sleep("20 millis")
        stop("SIGTERM")
        yield* Effect.promise(() => ended)
        assert.strictEqual(asked[0], "CONNECT www.zohoapis.eu:443")
      }),
    ),
  )

  it.live("of a kind that Node cannot use are refused there, by the variable's name", () =>
    Effect.gen(function* () {
      const env = { ALL_PROXY: "socks5://127.0.0.1:9", ZOHO_ACCESS_TOKEN: "t" }
      const result = yield* Effect.promise(() => runProcess("node", ["get", "1"], { env }))
      assert.strictEqual(result.exitCode, 2)
      assert.include(result.stderr, "ALL_PROXY")
    }),
  )
})
