import { request } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import { ask, zoho } from "../../support/emulatedZoho.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { runner } from "../../support/runner.ts"

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks a port of this machine as a browser would that takes it for another host. */
const askAs = (port: number, host: string, { headers, method = "GET", path = "/" }: Asked = {}) =>
  Effect.promise(
    () =>
      new Promise<{ readonly status: number; readonly text: string }>((succeed, reject) => {
        const sent = request({ host: "127.0.0.1", port, path, method, headers: { ...headers, host } }, (answer) => {
          let text = ""
          answer.setEncoding("utf8").on("data", (piece: string) => (text += piece))
          answer.on("end", () => succeed({ status: answer.statusCode ?? 0, text }))
        })
        sent.on("error", reject).end()
      }),
  )

/** Asks an app in this process, as a server would hand it a request. */
const statusOf = (url: string, options?: Emulator.EmulatorOptions) =>
  Effect.gen(function* () {
    const { app } = yield* Emulator.Emulator
    const request = HttpServerRequest.fromWeb(new Request(url))
    const answer = yield* Effect.provideService(app, HttpServerRequest.HttpServerRequest, request)
    return HttpServerResponse.toWeb(answer).status
  }).pipe(Effect.provide(Emulator.layer(options)))

describe("the emulator on a port answers", () => {
  it.live("for this machine's names alone, and says so to a page whose name leads here", () =>
    Effect.gen(function* () {
      const { port } = yield* emulatedOnPort()
      for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`]) {
        assert.strictEqual((yield* askAs(port, host)).status, 200, host)
      }
      const strangers = [`evil.example:${port}`, "evil.example", `127.0.0.1.evil.example:${port}`, "localhost.evil"]
      for (const host of [...strangers, `127.0.0.1:${port}@evil.example`, "0.0.0.0", "zohoapis.com.evil.example"]) {
        const { status, text } = yield* askAs(port, host)
        assert.strictEqual(status, 421, host)
        assert.match(text, /^The emulator answers to 127\.0\.0\.1, localhost and \[::1\]/)
      }
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )

  it.live("no other name anything, whatever is asked, and remembers none of it", () =>
    Effect.gen(function* () {
      const { emulator, port } = yield* emulatedOnPort({ faults: [{ does: "failing", nth: 1 }] })
      const authorization = "Zoho-oauthtoken emulator"
      const asked: ReadonlyArray<Asked> = [
        { path: "/_emulator/state" },
        { path: "/_emulator/faults/clear", method: "POST", headers: { origin: `http://evil.example:${port}` } },
        { path: "/crm/bulk/v8/read/4150868000005376042", headers: { authorization } },
        { path: "/oauth/v2/token", method: "POST" },
        { path: "/nowhere", method: "PUT" },
      ]
      for (const each of asked) assert.strictEqual((yield* askAs(port, `evil.example:${port}`, each)).status, 421)
      const { faults, requests } = yield* emulator.report
      assert.deepStrictEqual([requests, faults.length], [[], 1])
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )

  it.effect.each([
    { url: "http://127.0.0.1:4150/", status: 200 },
    { url: "http://zoho:4150/", status: 200 },
    { url: "http://Zoho.Internal/", status: 200 },
    { url: "https://www.zohoapis.eu/_emulator/state", status: 200 },
    { url: "http://other:4150/", status: 421 },
  ])("under the names that it was given: $url gets $status", ({ status, url }) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* statusOf(url, { hostNames: ["zoho", "zoho.internal"] }), status)
    }),
  )

  it.effect("in this process for all of Zoho's hosts, without being told", () =>
    Effect.gen(function* () {
      const { status } = yield* ask("GET", "https://www.zohoapis.in/crm/v8/org")
      assert.strictEqual(status, 200)
    }).pipe(Effect.provide(zoho())),
  )
})
