import { assert, describe, it } from "@effect/vitest"
import { Metadata } from "@zoho-bulk/core"
import { Effect, FileSystem, Layer, Logger, PlatformError, References } from "effect"
import { organizationWire } from "../../support/organizationWire.ts"
import { runner } from "../../support/runner.ts"

const folder = "/home/zoho/.cache/zoho-bulk/metadata"

const error = PlatformError.systemError({
  _tag: "PermissionDenied",
  module: "FileSystem",
  method: "lstat",
  cause: new Error(`Requires read access to "${folder}", run again with the --allow-read flag`),
})

const hiding = Layer.effect(
  FileSystem.FileSystem,
  Effect.map(FileSystem.FileSystem, (fs) => ({ ...fs, lstat: () => Effect.fail(error) })),
).pipe(Layer.provideMerge(runner.layerFiles))

describe("a cache in a folder that Deno does not let the program use", () => {
  it.effect("is done without, and only a log that tells all says so", () =>
    Effect.gen(function* () {
      const { connect, lines } = organizationWire()
      const told: Array<string> = []
      const logger = Logger.make(({ logLevel, message }) => void told.push(`${logLevel} ${String(message)}`))
      const cache = Layer.provide(Metadata.layerFolder(folder), hiding)
      const asked = Effect.andThen(Metadata.getFields("Leads"), Metadata.getFields("Deals"))
      yield* asked.pipe(
        Effect.provide(Layer.merge(connect(), cache)),
        Effect.provideService(References.MinimumLogLevel, "All"),
        Effect.provide(Logger.layer([logger])),
      )
      assert.strictEqual(lines.length, 2)
      const ofCache = told.filter((line) => line.includes("nothing is cached in"))
      assert.deepStrictEqual(ofCache, [
        `Debug zoho-bulk: nothing is cached in ${folder}: Deno does not allow it (read)`,
      ])
    }),
  )
})
