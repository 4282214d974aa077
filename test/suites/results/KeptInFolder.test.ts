import { assert, describe, it } from "@effect/vitest"
import * as NodeFileSystem from "@effect/platform-node-shared/NodeFileSystem"
import { Effect, FileSystem, Layer, Path, Stream } from "effect"
import { keptInFolder } from "../../../packages/core/src/results/keptInFolder.ts"

const files = Layer.merge(NodeFileSystem.layer, Path.layer)

describe("a runner that stood still while it downloaded a page, and was followed by another one", () => {
  it.live("puts nothing where that one has removed all", () =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const folder = yield* fs.makeTempDirectoryScoped()
      let isOvertaken = false
      const check = Effect.suspend(() => (isOvertaken ? Effect.never : Effect.void))
      const { ofJob } = yield* keptInFolder(folder, "contacts", check)
      const slowly = Stream.fromEffect(
        Effect.sync(() => {
          isOvertaken = true
          return Uint8Array.of(1)
        }),
      )
      yield* Effect.timeoutOption(ofJob("111").keep(slowly), "200 millis")
      assert.isTrue(isOvertaken)
      assert.deepStrictEqual(yield* fs.readDirectory(folder), [])
    }).pipe(Effect.scoped, Effect.provide(files)),
  )
})
