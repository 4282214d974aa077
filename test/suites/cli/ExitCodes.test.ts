import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber, Layer } from "effect"
import { HttpClient, HttpClientError, HttpServerResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { document, zohoBulk } from "../../support/commandLine.ts"

const answer = (status: number, body?: string, headers: Record<string, string> = {}) =>
  Layer.succeed(
    HttpClient.HttpClient,
    HttpClient.make((request) =>
      Effect.succeed(
        HttpServerResponse.toClientResponse(
          body === undefined
            ? HttpServerResponse.empty({ status, headers })
            : HttpServerResponse.text(body, { status, headers }),
          { request },
        ),
      ),
    ),
  )

const unreachable = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request) =>
    Effect.fail(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({ request, cause: new Error("connect ECONNREFUSED") }),
      }),
    ),
  ),
)

const refusal = (status: number, code: string) =>
  answer(status, JSON.stringify({ code, details: {}, message: "m", status: "error" }))

const cases = [
  { means: "an answer that is not JSON", http: answer(200, "hello"), exitCode: 1, error: "UnreadableAnswer" },
  { means: "204", http: answer(204), exitCode: 1, error: "UnreadableAnswer" },
  { means: "304", http: answer(304), exitCode: 1, error: "UnreadableAnswer" },
  { means: "404 without a code of Zoho's", http: answer(404, "<html>"), exitCode: 1, error: "UnreadableAnswer" },
  {
    means: "a redirect to a foreign host",
    http: answer(302, "", { location: "https://zohoapis.com.example.org/" }),
    exitCode: 1,
    error: "HostNotTrusted",
  },
  { means: "a code of Zoho's with 400", http: refusal(400, "INVALID_DATA"), exitCode: 2, error: "RequestNotAccepted" },
  { means: "INVALID_TOKEN", http: refusal(401, "INVALID_TOKEN"), exitCode: 3, error: "TokenRefused" },
  { means: "OAUTH_SCOPE_MISMATCH", http: refusal(401, "OAUTH_SCOPE_MISMATCH"), exitCode: 3, error: "ScopeMissing" },
  { means: "NO_PERMISSION", http: refusal(403, "NO_PERMISSION"), exitCode: 3, error: "PermissionDenied" },
  {
    means: "AUTHORIZATION_FAILED",
    http: refusal(400, "AUTHORIZATION_FAILED"),
    exitCode: 3,
    error: "PermissionDenied",
  },
  { means: "RESOURCE_NOT_FOUND", http: refusal(404, "RESOURCE_NOT_FOUND"), exitCode: 4, error: "JobNotFound" },
  { means: "no connection after all tries", http: unreachable, exitCode: 6, error: "NoAnswer" },
  { means: "429 after all tries", http: answer(429, ""), exitCode: 6, error: "Throttled" },
  { means: "a page of HTML with 502", http: answer(502, "<html>"), exitCode: 6, error: "ZohoFailing" },
] as const

describe("the exit code tells what kind of failure it was", () => {
  for (const { error, exitCode, http, means } of cases) {
    it.effect(`${exitCode} for ${means}`, () =>
      Effect.gen(function* () {
        const fiber = yield* Effect.forkChild(
          zohoBulk(["get", "1", "--kind", "read", "--json"], { env: { ZOHO_ACCESS_TOKEN: "t" }, http }),
        )
        yield* TestClock.adjust("1 minute")
        const run = yield* Fiber.join(fiber)
        assert.strictEqual(run.exitCode, exitCode)
        assert.strictEqual(run.stdout, "")
        const written = document(run.stderr)
        assert.strictEqual(written["error"], error)
        assert.containsAllKeys(written, ["error", "code", "httpStatus", "message", "remedy"])
      }),
    )
  }

  it.effect("1 for a bug, which is reported without its data", () =>
    Effect.gen(function* () {
      const http = Layer.succeed(
        HttpClient.HttpClient,
        HttpClient.make(() => Effect.die(new TypeError("secret-token is not a function"))),
      )
      const run = yield* zohoBulk(["get", "1"], { env: { ZOHO_ACCESS_TOKEN: "t" }, http })
      assert.strictEqual(run.exitCode, 1)
      assert.include(run.stderr, "TypeError")
      assert.notInclude(run.stderr, "secret-token")
      assert.notInclude(run.stderr, "    at ")
    }),
  )

  it.effect("1 where the output cannot be written, and 0 where its reader has gone away", () =>
    Effect.gen(function* () {
      const args = ["get", "4150868000005376042", "--emulator", "--json"]
      const full = yield* zohoBulk(args, { stdoutFault: "ENOSPC" })
      assert.strictEqual(full.exitCode, 1)
      assert.include(String(document(full.stderr)["message"]), "ENOSPC")
      assert.deepStrictEqual(yield* zohoBulk(args, { stdoutFault: "EPIPE" }), { exitCode: 0, stdout: "", stderr: "" })
    }),
  )
})
