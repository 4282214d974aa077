import { assert, describe, it } from "@effect/vitest"
import { createReadJob, exportRecords, resultRecords, waitForJob, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken, layerTokenFile, refreshToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { forget, layerFolder, status } from "@zoho-bulk/core/Journal"
import { layerFolder as stagingFolder } from "@zoho-bulk/core/Staging"
import { Effect, Layer, Redacted, Stream } from "effect"
import { expectTag } from "../../../support/failureAfter.ts"
import { runner } from "../../../support/runner.ts"

const word = Redacted.make("emulator")

const zoho = Layer.mergeAll(
  Layer.provide(ZohoConnection.layer({ auth: layerAccessToken(word) }), Emulator.layerHttpClient({ jobDuration: 0 })),
  runner.layerFiles,
)

/** What a variable holds that is not set, and what a program without types may make of it. */
const paths = ["", "  ", undefined as never]

describe.each(paths)("a path that is %j", (path) => {
  it.live("is refused for a journal, before anything is ordered", () =>
    Effect.gen(function* () {
      const exported = exportRecords({ module: "Contacts" }, undefined, { journal: layerFolder(path) })
      const failure = expectTag(yield* Effect.flip(Stream.runDrain(exported)), "StorageFailed")
      assert.match(failure.message, /Could not keep a journal: the path is .*Name a path/s)
    }).pipe(Effect.provide(zoho)),
  )

  it.live("is refused by who asks how far a journey is, or forgets it", () =>
    Effect.gen(function* () {
      assert.strictEqual((yield* Effect.flip(status(path))).doing, "read a journal")
      assert.strictEqual(expectTag(yield* Effect.flip(forget(path)), "StorageFailed").doing, "keep a journal")
    }).pipe(Effect.provide(zoho)),
  )

  it.live("is refused for a staging place", () =>
    Effect.gen(function* () {
      const { job } = yield* Effect.flatMap(createReadJob({ module: "Contacts" }), waitForJob)
      const records = resultRecords(job, undefined, { staging: stagingFolder(path) })
      const failure = expectTag(yield* Effect.flip(Stream.runDrain(records)), "StorageFailed")
      assert.include(failure.message, "Could not store a result: the path is ")
    }).pipe(Effect.provide(zoho)),
  )

  it.live("is refused for tokens, and none is asked for", () =>
    Effect.gen(function* () {
      const grant = { clientId: "emulator", clientSecret: word, refreshToken: word }
      const connected = Layer.provide(
        ZohoConnection.layer({ auth: refreshToken(grant, { store: layerTokenFile(path) }) }),
        Layer.merge(Emulator.layerHttpClient(), runner.layerFiles),
      )
      const failure = yield* Effect.flip(Effect.provide(createReadJob({ module: "Contacts" }), connected))
      assert.include(expectTag(failure, "TokenStoreFailed").message, "the path is ")
    }),
  )
})
