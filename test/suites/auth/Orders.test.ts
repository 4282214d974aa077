import { assert, describe, it } from "@effect/vitest"
import { createReadJob } from "@zoho-bulk/core"
import { Effect } from "effect"
import { fault, json, page, refusal } from "../../support/answers.ts"
import { sentAt } from "../../support/ScriptedZoho.ts"
import { withChance, within } from "../../support/time.ts"
import { connectedByGrant, tokenReply, wireLog } from "../../support/tokens.ts"

const order = createReadJob({ module: "Leads" })
const created = json({ data: [{ details: { id: "7" } }] }, { status: 201 })

describe("an order that was never sent, for want of a token,", () => {
  it.effect.each([
    { what: "the grant is refused", turn: json({ error: "invalid_code" }), tag: "GrantRefused" },
    { what: "the accounts host asks to slow down", turn: json({ error: "Access Denied" }), tag: "Throttled" },
    { what: "the accounts host makes no sense", turn: json({}), tag: "UnreadableAnswer" },
  ])("fails with $tag where $what", ({ tag, turn }) =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(order))._tag, tag)
      assert.deepStrictEqual(yield* wireLog, ["token"])
    }).pipe(Effect.provide(connectedByGrant([turn]))),
  )

  it.effect.each([
    { what: "the line to the accounts host broke", turn: fault("read ECONNRESET"), at: 250 },
    { what: "the accounts host failed", turn: page(502, "Bad Gateway"), at: 5_000 },
  ])("is sent once the token is there, where $what", ({ at, turn }) =>
    Effect.gen(function* () {
      yield* order.pipe(withChance(0.5), within(30_000))
      assert.deepStrictEqual(yield* wireLog, ["token", "token", "with 1"])
      assert.deepStrictEqual(yield* sentAt, [0, at, at])
    }).pipe(Effect.provide(connectedByGrant([turn, tokenReply(1), created]))),
  )

  it.effect("is sent again where the gate refused its token, for then nothing was ordered", () =>
    Effect.gen(function* () {
      yield* order
      assert.deepStrictEqual(yield* wireLog, ["token", "with 1", "token", "with 2"])
    }).pipe(Effect.provide(connectedByGrant([tokenReply(1), refusal(401, "INVALID_TOKEN"), tokenReply(2), created]))),
  )
})
