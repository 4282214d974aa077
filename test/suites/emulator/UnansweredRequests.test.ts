import { assert, describe, it } from "@effect/vitest"
import { createReadJob, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Effect, Layer, Redacted } from "effect"
import { expectTag } from "../../support/failureAfter.ts"

const emulated = Layer.provideMerge(
  ZohoConnection.layer({ auth: layerAccessToken(Redacted.make("emulator")) }),
  Emulator.layerHttpClient({ faults: [{ operation: "createReadJob", nth: 1, does: "late-reply", millis: 10_000 }] }),
)

describe("a request whose caller does not wait for the answer", () => {
  it.live("is reported with the job that it made", () =>
    Effect.gen(function* () {
      const order = Effect.timeout(createReadJob({ module: "Contacts" }), "2 seconds")
      expectTag(yield* Effect.flip(order), "TimeoutError")
      const { jobs, requests } = yield* (yield* Emulator.Emulator).report
      assert.strictEqual(jobs.length, 1)
      assert.deepStrictEqual(
        requests.map(({ fault, operation, status }) => ({ fault, operation, status })),
        [{ fault: "late-reply", operation: "createReadJob", status: 0 }],
      )
      // It came when its job was made, not when the caller gave up.
      assert.deepStrictEqual(
        requests.map(({ at }) => at),
        jobs.map(({ createdTime }) => createdTime),
      )
    }).pipe(Effect.provide(emulated), Emulator.withAdvancingClock),
  )
})
