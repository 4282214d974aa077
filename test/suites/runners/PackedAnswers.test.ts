import { deflateSync, gzipSync } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { HttpClient, type HttpClientResponse } from "effect/http"
import { abandon } from "../../../packages/core/src/transport/exchange.ts"
import { readBody } from "../../../packages/core/src/transport/readBody.ts"
import { serve } from "../../support/loopback.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"

const [first, second] = [gzipSync("one, "), gzipSync("and another")]

/** What comes of an answer with this body, in two pieces. */
const read = (body: Uint8Array, encoding: string, more: Readonly<Record<string, string>> = {}) =>
  Effect.gen(function* () {
    const { origin } = yield* serve((_request, response) => {
      response.writeHead(200, { "content-encoding": encoding, ...more })
      response.write(body.subarray(0, 12))
      response.end(body.subarray(12))
    })
    return yield* Effect.flatMap(HttpClient.get(origin), ({ text }) => text)
  }).pipe(Effect.provide(runner.layerHttpClient))

describe(`a packed answer, on ${thisRuntime}`, () => {
  it.live.each(["gzip", "x-gzip", "GZIP"])("is unpacked: %s", (encoding) =>
    Effect.gen(function* () {
      assert.strictEqual(yield* read(first, encoding), "one, ")
    }),
  )

  it.live("is unpacked: deflate", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* read(deflateSync("one"), "deflate"), "one")
    }),
  )

  it.live("of several parts is read to the end of the last", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* read(Buffer.concat([first, second]), "gzip"), "one, and another")
    }),
  )

  it.live("with zeros behind it is read, as by others", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* read(Buffer.concat([first, Buffer.alloc(16)]), "gzip"), "one, ")
    }),
  )

  it.live.each([
    { what: "junk behind it", body: Buffer.concat([first, Buffer.from("junk")]) },
    { what: "half of another part behind it", body: Buffer.concat([first, second.subarray(0, -9)]) },
    { what: "its end cut off", body: first.subarray(0, -3) },
    { what: "another length than it says", body: Buffer.concat([first.subarray(0, -4), Buffer.from([9, 9, 9, 9])]) },
    { what: "nothing packed in it", body: Buffer.from("not packed at all") },
  ])("with $what is a broken one", ({ body }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(read(body, "gzip")))._tag, "HttpClientError")
    }),
  )

  it.live("that goes on for long can be let go of at its beginning, again and again", () =>
    Effect.gen(function* () {
      const bomb = gzipSync(Buffer.alloc(20_000_000))
      const { origin } = yield* serve((_request, response) => {
        response.writeHead(200, { "content-encoding": "gzip" }).end(bomb)
      })
      for (let n = 0; n < 10; n++) {
        const { stream } = yield* HttpClient.get(origin)
        assert.isAbove((yield* Stream.runCollect(Stream.take(stream, 2))).length, 0)
      }
      yield* Effect.sleep("20 millis")
    }).pipe(Effect.scoped, Effect.provide(runner.layerHttpClient)),
  )

  it.live("that is not packed after all, but empty, is empty", () =>
    Effect.gen(function* () {
      assert.strictEqual(yield* read(Buffer.alloc(0), "gzip", { "content-length": "0" }), "")
    }),
  )

  const ways = [
    { way: "plainly", isPlain: true },
    { way: "with all that Effect's client knows", isPlain: false },
  ]
  const readings: ReadonlyArray<{
    readonly how: string
    readonly read: (response: HttpClientResponse.HttpClientResponse) => Effect.Effect<unknown, unknown>
  }> = [
    { how: "read", read: (response) => readBody(response, 1_000_000) },
    { how: "streamed", read: ({ stream }) => Stream.runDrain(stream) },
    { how: "passed over", read: abandon },
  ]

  it.live.each(ways.flatMap((way) => readings.map((reading) => ({ ...way, ...reading }))))(
    "that was asked for $way, is $how and silent, is let go of once nobody waits",
    ({ isPlain, read: readIt }) =>
      Effect.gen(function* () {
        const left = Promise.withResolvers<void>()
        const { origin } = yield* serve(({ socket }, response) => {
          socket.on("close", () => left.resolve())
          response.writeHead(200, { "content-encoding": "gzip" }).write(first)
        })
        const asked = HttpClient.get(origin).pipe(
          Effect.flatMap(readIt),
          Effect.provideService(HttpClient.TracerDisabledWhen, () => isPlain),
        )
        yield* Effect.exit(Effect.timeout(asked, "200 millis"))
        yield* Effect.promise(() => left.promise)
      }).pipe(Effect.provide(runner.layerHttpClient), Effect.scoped, Effect.timeout("5 seconds")),
  )
})
