import { assert, describe, it } from "@effect/vitest"
import { AccessToken, getJobDetails, uploadFile, ZohoConnection } from "@zoho-bulk/core"
import { Cause, Effect, Exit, Layer, Redacted, Stream } from "effect"
import { json } from "../../support/answers.ts"
import { scripted } from "../../support/connected.ts"
import { expectTag } from "../../support/failureAfter.ts"
import { ScriptedZoho, sentRequests } from "../../support/ScriptedZoho.ts"

const archive = Stream.make(Uint8Array.of(0x50, 0x4b, 3, 4))

describe("the id of an organisation, as Zoho's answer has it,", () => {
  it.effect.each(["1\r\nX-Evil: 1", "é", "", " 42", "42\n", "4e3"])(
    "is digits, or the answer makes no sense: %j",
    (zgid) =>
      Effect.gen(function* () {
        const failure = expectTag(yield* Effect.flip(uploadFile({ name: "a.zip", bytes: archive })), "UnreadableAnswer")
        assert.include(failure.problem, "org[0].zgid should be a string of digits")
        assert.strictEqual((yield* sentRequests).length, 1)
      }).pipe(Effect.provide(scripted([json({ org: [{ zgid }] })]))),
  )
})

const withToken = (token: string) =>
  Layer.provideMerge(
    ZohoConnection.layer(),
    Layer.merge(
      Layer.succeed(
        AccessToken,
        AccessToken.of({
          scheme: "Bearer",
          get: Effect.succeed(Redacted.make(token)),
          replace: () => Effect.succeedNone,
          apiDomain: Effect.succeedNone,
        }),
      ),
      ScriptedZoho.layer([json({})]),
    ),
  )

describe("what cannot be sent in a header", () => {
  it.effect.each([
    "secret\r\nX-Evil: 1",
    "secrét",
    "",
    " secret",
    "secret ",
    "secret\tb",
    "secret\u0000",
    "secret\u2028",
  ])("is stopped before the runtime sees it, and is not shown: %j", (token) =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(getJobDetails({ kind: "read", id: "1" }))
      if (Exit.isSuccess(exit)) return assert.fail("it was sent")
      assert.include(Cause.pretty(exit.cause), "The header authorization")
      assert.notInclude(Cause.pretty(exit.cause), "secr")
      assert.deepStrictEqual(yield* sentRequests, [])
    }).pipe(Effect.provide(withToken(token))),
  )
})
