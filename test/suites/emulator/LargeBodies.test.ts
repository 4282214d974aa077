import { assert, describe, it } from "@effect/vitest"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Fiber } from "effect"
import { HttpServerRequest, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"

const boundary = "a-boundary"
const beginningOfFile = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="rows.zip"\r\nContent-Type: application/zip\r\n\r\nPK\u0003\u0004`

const token = { authorization: "Zoho-oauthtoken emulator" }
const upload = { ...token, feature: "bulk-write", "x-crm-org": "694902309" }

/** What is posted, and how its body begins. */
const posted = {
  form: { path: "/oauth/v2/token", type: "application/x-www-form-urlencoded", begins: "client_id=", headers: {} },
  parts: {
    path: "/oauth/v2/token",
    type: `multipart/form-data; boundary=${boundary}`,
    begins: beginningOfFile,
    headers: {},
  },
  button: { path: "/_emulator/faults", type: "application/x-www-form-urlencoded", begins: "does=", headers: {} },
  order: { path: "/crm/bulk/v8/read", type: "application/json", begins: '{"query":"', headers: token },
  file: {
    path: "/crm/v8/upload",
    type: `multipart/form-data; boundary=${boundary}`,
    begins: beginningOfFile,
    headers: upload,
  },
}

/** Posts a body that begins so and goes on for ever, in pieces of 64 KiB, or falls silent after its beginning. */
const post = Effect.fnUntraced(function* (
  { begins, headers, path, type }: (typeof posted)["form" | "order" | "file"],
  goesOn: boolean,
) {
  const { app } = yield* Emulator.Emulator
  const encoder = new TextEncoder()
  const sent = { bytes: 0, isGivenUp: false }
  const piece = encoder.encode("x".repeat(64 * 1024))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(begins)),
    pull: (controller) => {
      if (!goesOn) return new Promise(() => {})
      sent.bytes += piece.byteLength
      return controller.enqueue(piece)
    },
    cancel: () => void (sent.isGivenUp = true),
  })
  const init = { method: "POST", body, headers: { ...headers, "content-type": type }, duplex: "half" }
  const request = HttpServerRequest.fromWeb(new Request(`http://127.0.0.1:4150${path}`, init))
  const answer = yield* Effect.provideService(app, HttpServerRequest.HttpServerRequest, request)
  const { headers: answered, status } = HttpServerResponse.toWeb(answer)
  return { sent, status, isLast: answered.get("connection") === "close", answer }
})

const mebibyte = 1024 * 1024

describe("a body without an end", () => {
  it.effect.each([
    { what: "a form", of: posted.form, most: mebibyte },
    { what: "a form in parts", of: posted.parts, most: mebibyte },
    { what: "a button", of: posted.button, most: mebibyte },
    { what: "an order", of: posted.order, most: 5 * mebibyte },
    { what: "a file", of: posted.file, most: 4 * mebibyte },
  ])("is read no further than $what can be long, and answered with 413", ({ most, of }) =>
    Effect.gen(function* () {
      const { isLast, sent, status } = yield* post(of, true)
      assert.deepStrictEqual([status, isLast], [413, true])
      assert.isBelow(sent.bytes, most)
      assert.isTrue(sent.isGivenUp)
    }).pipe(Effect.provide(Emulator.layer({ uploadLimit: "2 MiB" }))),
  )

  it.effect("is of no interest to whom the token is not known, and not read at all", () =>
    Effect.gen(function* () {
      const { sent, status } = yield* post(
        { ...posted.order, headers: { authorization: "Zoho-oauthtoken other" } },
        true,
      )
      assert.strictEqual(status, 401)
      assert.isBelow(sent.bytes, mebibyte)
    }).pipe(Effect.provide(Emulator.layer())),
  )

  it.effect("is refused as Zoho refuses a file that is too large", () =>
    Effect.gen(function* () {
      const { answer } = yield* post(posted.file, true)
      const refusal = yield* Effect.promise(() => HttpServerResponse.toWeb(answer).json())
      assert.deepInclude(refusal, { code: "FILE_TOO_LARGE", details: { max_size: 2 * mebibyte } })
    }).pipe(Effect.provide(Emulator.layer({ uploadLimit: "2 MiB" }))),
  )
})

describe("a body that stops coming", () => {
  it.effect.each([
    { what: "a form", of: posted.form },
    { what: "an order", of: posted.order },
    { what: "a file", of: posted.file },
  ])("is waited for a minute, where it is $what, and answered with 408", ({ of }) =>
    Effect.gen(function* () {
      const posting = yield* Effect.forkChild(post(of, false))
      yield* TestClock.adjust("59 seconds")
      assert.isUndefined(posting.pollUnsafe())
      yield* TestClock.adjust("1 second")
      const { isLast, status } = yield* Fiber.join(posting)
      assert.deepStrictEqual([status, isLast], [408, true])
      const next = yield* Effect.forkChild(post(posted.order, true))
      assert.strictEqual((yield* Fiber.join(next)).status, 413)
    }).pipe(Effect.provide(Emulator.layer({ concurrency: 1 }))),
  )
})
