import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { answering, serve } from "../../support/loopback.ts"
import { runProcess } from "../../support/processes.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { commandWords, scriptWords } from "../../support/scripts.ts"
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
    // Who is stopped while he asks may not have heard the answer.
    socket.on("error", () => socket.destroy())
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

  const asker = "test/support/proxyAsker.ts"
  const denoWord = scriptWords("zoho-bulk:deno")[0] ?? ""
  const askerOn = { node: ["node", asker], deno: [denoWord, "run", "-A", asker] }

  /** Which of these addresses a program asks the proxy for, each by a GET and a POST. */
  const askedFor = Effect.fnUntraced(function* (
    urls: ReadonlyArray<string>,
    variables: (origin: string) => Readonly<Record<string, string>>,
    command: ReadonlyArray<string> = askerOn[thisRuntime],
  ) {
    const { asked, origin } = yield* proxy
    const run = runProcess(thisRuntime, urls, { command, env: variables(origin) })
    const { exitCode, stderr } = yield* Effect.promise(() => run)
    assert.strictEqual(exitCode, 0, stderr)
    return asked.toSorted()
  })

  const twice = (hosts: ReadonlyArray<string>): ReadonlyArray<string> =>
    hosts.flatMap((host) => [`CONNECT ${host}`, `CONNECT ${host}`]).toSorted()

  const here = ["127.0.0.1", "127.0.0.2", "0x7f.1", "localhost", "localhost.", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
  const toHere = here.flatMap((host) => [`http://${host}:9/`, `https://${host}:9/`])

  it.live("are never asked to reach this machine, in whatever spelling, whatever variable names them", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const every = (origin: string) => ({
          ...proxied(origin),
          https_proxy: origin,
          all_proxy: origin,
          NODE_USE_ENV_PROXY: "1",
        })
        assert.deepStrictEqual(yield* askedFor(toHere, every), [])
        assert.deepStrictEqual(yield* askedFor(["https://zoho.example/"], every), twice(["zoho.example:443"]))
      }),
    ),
  )

  it.live("are never asked to reach this machine by what Deno may not read", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const narrow = [denoWord, "run", "--no-prompt", "--allow-net", "--allow-read", "--allow-env=ZOHO_BULK", asker]
        const command = thisRuntime === "deno" ? narrow : askerOn.node
        const used = (origin: string) => ({ ...proxied(origin), NODE_USE_ENV_PROXY: "1" })
        assert.deepStrictEqual(yield* askedFor(toHere, proxied, command), [])
        assert.deepStrictEqual(yield* askedFor(toHere, used, command), [])
      }),
    ),
  )

  it.live("are spared what NO_PROXY names, by one meaning", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const spared = ["https://a.below.example/", "https://ported.example/", "https://capitals.example/"]
        const [addresses, others] = [["https://10.1.2.3/"], ["https://ported.example:8443/", "https://zoho.example/"]]
        const variables = (origin: string) => ({
          HTTPS_PROXY: origin,
          NO_PROXY: "*.below.example, ported.example:443 Capitals.EXAMPLE,10.0.0.0/8",
        })
        const asked = yield* askedFor([...spared, ...addresses, ...others], variables)
        assert.deepStrictEqual(asked, twice(["ported.example:8443", "zoho.example:443"]))
      }),
    ),
  )

  it.live("are one where variables contradict each other: the first of https_proxy, HTTPS_PROXY, all_proxy", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const other = yield* proxy
        const variables = (origin: string) => ({
          https_proxy: origin,
          HTTPS_PROXY: other.origin,
          ALL_PROXY: other.origin,
          no_proxy: "spared.example",
          NO_PROXY: "zoho.example",
        })
        const asked = yield* askedFor(["https://zoho.example/", "https://spared.example/"], variables)
        assert.deepStrictEqual([asked, other.asked], [twice(["zoho.example:443"]), []])
      }),
    ),
  )

  it.live.each(["ftp://127.0.0.1:9", "http://[", "http://somebody@:9"])(
    "that the runtime cannot use are refused by the variable's name, and not passed over: %s",
    (address) =>
      Effect.gen(function* () {
        const env = { https_proxy: address, ZOHO_ACCESS_TOKEN: "t" }
        const result = yield* Effect.promise(() => runProcess(thisRuntime, ["get", "1"], { env }))
        assert.strictEqual(result.exitCode, 2)
        assert.include(result.stderr, "https_proxy names a proxy that")
      }),
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
