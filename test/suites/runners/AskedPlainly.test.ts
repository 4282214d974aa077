import { createServer } from "node:net"
import { promisify } from "node:util"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Stream } from "effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { readBody } from "../../../packages/core/src/transport/readBody.ts"
import { serve } from "../../support/loopback.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"

/** What a server sees of a GET without a body and without a span, as every look is. */
const seen = (address: (host: string) => string, headers: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function* () {
    const { origin } = yield* serve(({ headers: sent, rawHeaders, url }, response) => {
      response.end(JSON.stringify({ url, sent, hosts: rawHeaders.filter((each) => /^host$/i.test(each)).length }))
    })
    const { host } = new URL(origin)
    const response = yield* HttpClient.execute(HttpClientRequest.get(address(host), { headers }))
    const { hosts, sent, url } = (yield* response.json) as {
      readonly hosts: number
      readonly sent: Readonly<Record<string, string | undefined>>
      readonly url: string
    }
    return { host, hosts, sent, url }
  }).pipe(
    Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
    Effect.provide(runner.layerHttpClient),
    Effect.scoped,
  )

describe(`what is asked without a body, on ${thisRuntime}`, () => {
  it.live("names its host once, its path and its query", () =>
    Effect.gen(function* () {
      const { host, hosts, sent, url } = yield* seen((to) => `http://${to}/crm/bulk?a=%20b&c=`)
      assert.strictEqual(url, "/crm/bulk?a=%20b&c=")
      assert.deepStrictEqual([hosts, sent["host"]], [1, host])
    }),
  )

  it.live("has its own headers, and asks for what can be unpacked whatever they say", () =>
    Effect.gen(function* () {
      const { sent } = yield* seen((to) => `http://${to}/`, { authorization: "Bearer one", "accept-encoding": "br" })
      assert.strictEqual(sent["authorization"], "Bearer one")
      assert.notInclude(sent["accept-encoding"], "br")
    }),
  )

  it.live("is refused where a header cannot be written, before anything is sent", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(seen((to) => `http://${to}/`, { "x-broken": "one\r\nx-injected: two" }))
      assert.strictEqual(exit._tag, "Failure")
    }),
  )

  it.live("says who asks where its address does", () =>
    Effect.gen(function* () {
      const { sent } = yield* seen((to) => `http://me:secret@${to}/`)
      assert.strictEqual(sent["authorization"], `Basic ${btoa("me:secret")}`)
    }),
  )

  it.live.each([
    { what: "told to be short", head: { "content-length": "100" } },
    { what: "of no told length", head: {} },
  ])("lets go of a body $what that stops, once nobody waits", ({ head }) =>
    Effect.gen(function* () {
      const left = Promise.withResolvers<void>()
      const { origin } = yield* serve(({ socket }, response) => {
        socket.on("close", () => left.resolve())
        response.writeHead(200, head).write("{")
      })
      const read = Effect.flatMap(HttpClient.get(origin), (response) => readBody(response, 1_000))
      const slow = yield* Effect.exit(Effect.timeout(read, "200 millis"))
      assert.strictEqual(slow._tag, "Failure")
      yield* Effect.promise(() => left.promise)
    }).pipe(
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.provide(runner.layerHttpClient),
      Effect.scoped,
      Effect.timeout("5 seconds"),
    ),
  )

  it.live("is over for its host, too, where it is given up at once though a connection is kept", () =>
    Effect.gen(function* () {
      const { origin, requests, server } = yield* serve((_, response) => {
        if (requests.length === 1) response.end("{}")
      })
      const look = Effect.flatMap(HttpClient.get(origin), ({ text }) => text)
      yield* look
      yield* Effect.sleep("20 millis")
      const givenUp = Effect.flatMap(Effect.forkChild(look, { startImmediately: true }), Fiber.interrupt)
      yield* Effect.all(Array.from({ length: 10 }, () => givenUp))
      yield* Effect.sleep("300 millis")
      const open = yield* Effect.promise(() => promisify(server.getConnections.bind(server))())
      assert.isAtMost(open, 1)
    }).pipe(
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.provide(runner.layerHttpClient),
      Effect.scoped,
    ),
  )

  it.live("has a body piece by piece as it comes, however short", () =>
    Effect.gen(function* () {
      const { origin } = yield* serve((_, response) => {
        response.writeHead(200, { "content-length": "100" }).write("the first")
      })
      const { stream } = yield* HttpClient.get(origin)
      const [first] = yield* Stream.runCollect(Stream.take(Stream.decodeText(stream), 1))
      assert.strictEqual(first, "the first")
    }).pipe(
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.provide(runner.layerHttpClient),
      Effect.scoped,
      Effect.timeout("5 seconds"),
    ),
  )

  it.live("lets go of a host that never greets, once nobody waits", () =>
    Effect.gen(function* () {
      const [came, left] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      const silent = createServer((socket) => {
        came.resolve()
        // An end is not seen by who reads nothing: a greeting of the client's may stand before it.
        socket
          .on("error", () => {})
          .on("close", () => left.resolve())
          .resume()
      })
      yield* Effect.acquireRelease(
        Effect.promise(() => new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve))),
        () => Effect.sync(() => silent.close()),
      )
      const address = silent.address()
      const port = typeof address === "object" ? address?.port : undefined
      const asking = yield* Effect.forkChild(HttpClient.get(`https://127.0.0.1:${port}/`))
      yield* Effect.promise(() => came.promise)
      yield* Fiber.interrupt(asking)
      yield* Effect.promise(() => left.promise)
    }).pipe(
      Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
      Effect.provide(runner.layerHttpClient),
      Effect.scoped,
      Effect.timeout("5 seconds"),
    ),
  )
})
