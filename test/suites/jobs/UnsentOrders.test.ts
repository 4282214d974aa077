import { assert, describe, it } from "@effect/vitest"
import { AccessToken, createReadJob, ZohoConnection } from "@zoho-bulk/core"
import { Effect, Fiber, Layer, Option, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { after, always, fault, json, page, silence } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { ScriptedZoho, sentAt, sentRequests } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const order = createReadJob({ module: "Leads" })
const created = json({ data: [{ details: { id: "7" } }] }, { status: 201 })

describe("an order that was handed over, and for which no connection came about, is sent again", () => {
  it.effect.each([
    { said: "connect EHOSTUNREACH 2001:db8::1:443", properties: { syscall: "connect" } },
    { said: "connect ENETUNREACH 240.0.0.1:443", properties: { syscall: "connect" } },
    { said: "connect EADDRNOTAVAIL 192.0.2.1:443", properties: { syscall: "connect" } },
    { said: "connect EMFILE 192.0.2.1:443", properties: { syscall: "connect" } },
    { said: "connect ETIMEDOUT 192.0.2.1:443", properties: { syscall: "connect" } },
    { said: "connect ECONNRESET 192.0.2.1:443", properties: { syscall: "connect" } },
    {
      said: "Client network socket disconnected before secure TLS connection was established",
      properties: { code: "ECONNRESET" },
    },
    { said: "client error (Connect): tcp connect error: No route to host (os error 113)", properties: {} },
    { said: "client error (Connect): Too many open files (os error 24)", properties: {} },
    { said: "client error (Connect): tls handshake eof", properties: {} },
    { said: "Fetch failed: Requests to port 1 are blocked", properties: {} },
    { said: "fetch failed", properties: { cause: new Error("bad port") } },
  ])("$said", ({ properties, said }) =>
    Effect.gen(function* () {
      const job = yield* order.pipe(withChance(0.5), within(60_000))
      assert.strictEqual(job.id, "7")
      assert.deepStrictEqual(yield* sentAt, [0, 250])
    }).pipe(Effect.provide(scripted([fault(said, properties), created]))),
  )

  it.effect.each(["read EHOSTUNREACH", "write ENETUNREACH", "read ETIMEDOUT"])(
    "but not after %s, for then it had been sent",
    (said) =>
      Effect.gen(function* () {
        expectTag(yield* order.pipe(Effect.flip, withChance(0.5), within(60_000)), "CreateOutcomeUnknown")
        assert.deepStrictEqual(yield* sentAt, [0])
      }).pipe(Effect.provide(scripted([fault(said)]))),
  )
})

describe("an order that never was handed over is of no unknown outcome", () => {
  const withToken = (get: AccessToken["Service"]["get"]) =>
    ZohoConnection.layer({
      auth: Layer.succeed(AccessToken, {
        scheme: "Zoho-oauthtoken",
        get,
        replace: () => Effect.succeed(Option.none()),
        apiDomain: Effect.succeed(Option.none()),
      }),
    }).pipe(Layer.provideMerge(ScriptedZoho.layer([created])))

  it.effect("where the token does not come, which is what the failure says", () =>
    Effect.gen(function* () {
      const failure = expectTag(yield* order.pipe(Effect.flip, within(40_000)), "NoAnswerInTime")
      assert.isTrue(failure.isOfToken)
      assert.include(failure.summary, "no access token within 30 s")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(withToken(Effect.never))),
  )

  it.effect("where the token comes when the time is nearly over, and the order has what is left", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* order.pipe(within(29_999))).id, "7")
    }).pipe(Effect.provide(withToken(Effect.delay(Effect.succeed(Redacted.make("1000.a.b")), 29_999)))),
  )
})

describe("an order of unknown outcome", () => {
  it.effect("says when it was handed over, which is after the wait for a lane and for another try", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_000_000)
      const failure = yield* order.pipe(Effect.flip, withChance(0.5), within(60_000))
      assert.strictEqual(expectTag(failure, "CreateOutcomeUnknown").sentAt, 1_000_250)
    }).pipe(Effect.provide(scripted([fault("connect ECONNREFUSED"), after("5 seconds", page(502, "x"))]))),
  )

  it.effect("says so too where the answer has no id", () =>
    Effect.gen(function* () {
      const failure = yield* order.pipe(Effect.flip, within(60_000))
      assert.strictEqual(expectTag(failure, "CreateOutcomeUnknown").sentAt, 0)
    }).pipe(Effect.provide(scripted([after("5 seconds", json({ data: [{}] }, { status: 201 }))]))),
  )

  it.effect("is one that a page or nothing answered with 200: it is never sent again", () =>
    Effect.gen(function* () {
      expectTag(yield* order.pipe(Effect.flip, within(60_000)), "CreateOutcomeUnknown")
      assert.deepStrictEqual(yield* sentAt, [0])
    }).pipe(Effect.provide(scripted([page(200, "Sign in")]))),
  )
})

it.effect("interrupting an order that is being sent ends it at once", () =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(order)
    yield* TestClock.adjust(1_000)
    yield* Fiber.interrupt(fiber)
    assert.deepStrictEqual(yield* sentAt, [0])
  }).pipe(Effect.provide(scripted(always(silence)))),
)
