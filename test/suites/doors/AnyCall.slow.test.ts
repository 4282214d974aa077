import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, Redacted, Stream } from "effect"
import type { HttpClient } from "effect/http"
import type { AccessToken, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { always, empty } from "../../support/answers.ts"
import { type Argument, callArguments, wholeArguments } from "../../support/callArguments.ts"
import { scripted } from "../../support/connected.ts"
import { pick } from "../../support/Generated.ts"
import { runs } from "../../support/properties.ts"
import { sentRequests } from "../../support/ScriptedZoho.ts"
import { anyValue } from "../../support/wrongValues.ts"

const wrongCalls = ["InvalidRequest", "InvalidJobId", "InvalidSettings", "InputUnreadable"]

/** What a call may come to that is not wrong: Zoho refuses it, or the time that it allows is over first. */
const atZoho = ["PermissionDenied", "ZohoFailing", "JobStillRunning"]

const token = layerAccessToken(Redacted.make("1000.x"))

type Called = Effect.Effect<unknown, unknown, AccessToken | ZohoConnection | HttpClient.HttpClient>

/** Runs whatever a call gave: an effect, a stream, or a layer. */
const played = (called: unknown): Called => {
  if (Stream.isStream(called)) return Stream.runDrain(called) as Called
  return Effect.scoped((Layer.isLayer(called) ? Layer.build(called) : called) as Called)
}

/** What becomes of a call at a Zoho that refuses everything: it never throws, and never ends in a defect. */
const outcomeOf = ({ call }: Pick<Argument, "call">, argument: unknown) =>
  Effect.gen(function* () {
    const exit = yield* Effect.exit(played(call(argument as never)))
    const sent = (yield* sentRequests).length
    if (Exit.isSuccess(exit)) return { isWrong: false, sent }
    assert.isFalse(Cause.hasDies(exit.cause), Cause.pretty(exit.cause))
    const { _tag } = Cause.squash(exit.cause) as { readonly _tag: string }
    assert.include([...wrongCalls, ...atZoho], _tag)
    return { isWrong: wrongCalls.includes(_tag), sent }
  }).pipe(Effect.provide(Layer.merge(token, scripted(always(empty(403)), { settings: { orgId: "1" } }))))

describe("a call with one wrong value in it fails, and sends nothing", () => {
  for (const argument of callArguments) {
    it.effect.prop(
      argument.name,
      { key: pick(...Object.keys(argument.mayBe)), value: anyValue },
      ({ key, value }) =>
        Effect.gen(function* () {
          const { isWrong, sent } = yield* outcomeOf(argument, { ...argument.right, [key]: value })
          if (argument.mayBe[key]?.(value) === true) return
          assert.deepStrictEqual({ isWrong, sent }, { isWrong: true, sent: 0 })
        }),
      runs(100),
    )
  }
})

describe("a call with anything for an argument fails if it is no object, and never otherwise than with a failure", () => {
  for (const argument of wholeArguments) {
    it.effect.prop(
      argument.name,
      { value: anyValue },
      ({ value }) =>
        Effect.gen(function* () {
          const { isWrong, sent } = yield* outcomeOf(argument, value)
          assert.isTrue(!isWrong || sent === 0)
        }),
      runs(100),
    )
  }
})

describe("a call that is right", () => {
  it.effect.each(callArguments)("is sent, or makes a layer: $name", (argument) =>
    Effect.gen(function* () {
      const { isWrong } = yield* outcomeOf(argument, argument.right)
      assert.isFalse(isWrong)
    }),
  )
})
