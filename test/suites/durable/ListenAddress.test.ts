import { assert, describe, it } from "@effect/vitest"
import { layerEnginePostgres } from "@zoho-bulk/core/enginePostgres"
import { Effect, Layer, Redacted } from "effect"
import { connectPostgres } from "../../support/connectPostgres.ts"
import { expectTag } from "../../support/failureAfter.ts"

/** No socket is opened before the address is known to be harmless. */
const untouched = Layer.effectContext(Effect.die("touched"))

/** No database is there. */
const nowhere = connectPostgres({
  url: Redacted.make("postgresql://zoho@127.0.0.1:1/journeys"),
  ssl: false,
  maxConnections: 1,
  applicationName: "test",
})

const refused = (listen: string, announce?: string) =>
  Effect.scoped(
    Layer.build(
      Layer.provide(layerEnginePostgres({ listen, announce }, { client: untouched, server: untouched }), nowhere),
    ),
  ).pipe(
    Effect.flip,
    Effect.map((failure) => expectTag(failure, "InvalidSettings")),
  )

describe("where a runner listens for others", () => {
  it.effect("is this machine or a private address; others have to be insisted on", () =>
    Effect.gen(function* () {
      for (const address of [
        "0.0.0.0:34431",
        "[::]:34431",
        "203.0.113.7:34431",
        "[2001:db8::1]:34431",
        "runner.example.org:34431",
      ]) {
        const failure = yield* refused(address)
        assert.deepStrictEqual([failure.settings, failure.reason], [["listen"], "unusable"])
        assert.include(failure.remedy, "insecureListen")
      }
    }),
  )

  it.effect("is a host and a port, as is where others reach it", () =>
    Effect.gen(function* () {
      for (const address of ["127.0.0.1", "34431", "127.0.0.1:0", "127.0.0.1:70000", "::1:80", "a b:80"]) {
        assert.strictEqual((yield* refused(address)).reason, "malformed")
        assert.deepStrictEqual((yield* refused("127.0.0.1:34431", address)).settings, ["announce"])
      }
    }),
  )
})
