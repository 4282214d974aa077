import { assert, describe, it } from "@effect/vitest"
import { AccessToken, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
import { Cause, Effect, Exit, Layer, Option, Redacted } from "effect"
import { ScriptedZoho } from "../../support/ScriptedZoho.ts"
import { within } from "../../support/time.ts"

const connected = (get: AccessToken["Service"]["get"]) =>
  ZohoConnection.layer().pipe(
    Layer.provide(
      Layer.succeed(AccessToken, {
        scheme: "Zoho-oauthtoken",
        get,
        replace: () => Effect.succeed(Option.none()),
        apiDomain: Effect.succeed(Option.none()),
      }),
    ),
    Layer.provideMerge(ScriptedZoho.layer([])),
  )

describe("an AccessToken provider of a program's own", () => {
  it.effect("that never answers does not outlast the call", () =>
    Effect.gen(function* () {
      const failure = yield* getJobDetails({ kind: "read", id: "1" }).pipe(Effect.flip, within(30_000))
      assert.strictEqual(failure._tag === "NoAnswerInTime" && failure.limit, "callTimeout")
    }).pipe(Effect.provide(connected(Effect.never))),
  )

  it.effect("that gives what cannot be a token is stopped before the runtime shows it", () =>
    Effect.gen(function* () {
      const exit = yield* Effect.exit(getJobDetails({ kind: "read", id: "1" }))
      if (Exit.isSuccess(exit)) return assert.fail("it was sent")
      assert.isTrue(Cause.hasDies(exit.cause))
      assert.include(Cause.pretty(exit.cause), "line break")
      assert.notInclude(Cause.pretty(exit.cause), "token-secret")
    }).pipe(Effect.provide(connected(Effect.succeed(Redacted.make("bad\ntoken-secret"))))),
  )
})
