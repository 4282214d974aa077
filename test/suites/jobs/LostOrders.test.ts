import { assert, describe, it } from "@effect/vitest"
import { createReadJob } from "@zoho-bulk/core"
import { Effect } from "effect"
import { always, brokenOff, empty, fault, json, page, refusal, silence, text } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { sentAt, type Turn } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"

const order = createReadJob({ module: "Leads", callbackUrl: "https://www.example.com/?secret=5ec2e7" })
const created = json({ data: [{ details: { id: "7" } }] }, { status: 201 })

const outcomeOf = (turns: Iterable<Turn>) =>
  Effect.gen(function* () {
    const failure = yield* order.pipe(Effect.flip, withChance(0.5), within(60_000))
    return { failure, times: yield* sentAt }
  }).pipe(Effect.provide(scripted(turns)))

describe("an order whose answer is lost is not sent again: `createReadJob()` fails with CreateOutcomeUnknown", () => {
  it.effect.each([
    { what: "the connection broke", turn: fault("read ECONNRESET"), reason: "connection reset" },
    { what: "the answer broke off", turn: brokenOff('{"data":[', "terminated"), reason: "connection reset" },
    { what: "nothing came in time", turn: silence, reason: "it did not come in time" },
    { what: "a gateway failed", turn: page(502, "Bad Gateway"), reason: "Zoho or a gateway in front of it failed" },
    { what: "Zoho failed", turn: refusal(500, "INTERNAL_ERROR"), reason: "Zoho or a gateway in front of it failed" },
    { what: "the answer is no JSON", turn: text("created", { status: 201 }), reason: "it made no sense" },
    { what: "the answer has no id", turn: json({ data: [{}] }, { status: 201 }), reason: "data[0].details is missing" },
  ])("where $what", ({ reason, turn }) =>
    Effect.gen(function* () {
      const { failure, times } = yield* outcomeOf([turn])
      if (failure._tag !== "CreateOutcomeUnknown") return assert.fail(failure.message)
      assert.strictEqual(failure.reason, reason)
      assert.isFalse(failure.isRetryable)
      assert.strictEqual(failure.request.operation, "createReadJob")
      assert.deepStrictEqual(times, [0])
      assert.notInclude(JSON.stringify(failure) + failure.message, "5ec2e7")
    }),
  )
})

describe("an order that surely did not arrive is sent again", () => {
  it.effect.each([
    { what: "nothing listened", turn: fault("connect ECONNREFUSED"), again: 250 },
    { what: "the host was not found", turn: fault("getaddrinfo ENOTFOUND"), again: 250 },
    { what: "Zoho asked to slow down", turn: empty(429, { "retry-after": "3" }), again: 3_000 },
  ])("where $what", ({ again, turn }) =>
    Effect.gen(function* () {
      const job = yield* order.pipe(withChance(0.5), within(60_000))
      assert.strictEqual(job.id, "7")
      assert.deepStrictEqual(yield* sentAt, [0, again])
    }).pipe(Effect.provide(scripted([turn, created]))),
  )
})

describe("an order that Zoho refuses is refused, and sent once", () => {
  it.effect.each([
    { code: "MODULE_NOT_AVAILABLE", status: 400, tag: "RequestNotAccepted" },
    { code: "OAUTH_SCOPE_MISMATCH", status: 401, tag: "ScopeMissing" },
    { code: "NO_PERMISSION", status: 403, tag: "PermissionDenied" },
  ])("with $code", ({ code, status, tag }) =>
    Effect.gen(function* () {
      const { failure, times } = yield* outcomeOf(always(refusal(status, code)))
      assert.strictEqual(failure._tag, tag)
      assert.deepStrictEqual(times, [0])
    }),
  )
})
