import { readdirSync, readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { TokenStore } from "@zoho-bulk/core"
import { layerTokenFile } from "@zoho-bulk/core/Auth"
import { Context, Effect, Exit, Layer } from "effect"
import { runner } from "../../support/runner.ts"
import { type Call, type Files, sleepy } from "../../support/sleepy.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const storeIn = (path: string, files: Files = runner.layerFiles) =>
  Effect.map(Layer.build(Layer.fresh(Layer.provide(layerTokenFile(path), files))), Context.get(TokenStore))

const record = { requestedAt: [1] }

const keysIn = (path: string): ReadonlyArray<string> =>
  Object.keys(JSON.parse(readFileSync(path, "utf8")).grants).toSorted()

describe("a change to a shared file whose process falls asleep right before it", () => {
  it.live.each<{ does: string; call: Call }>([
    { does: "writes", call: "open" },
    { does: "puts what it wrote in its place", call: "rename" },
  ])("$does loses no change of another process", ({ call }) =>
    Effect.gen(function* () {
      const path = join(yield* temporaryFolder, "tokens.json")
      const { fallAsleep, files } = sleepy([call], (at) => at === path || at.endsWith(".tmp"))
      const stale = yield* storeIn(path, files)
      yield* stale.set("before", record)
      const wake = yield* fallAsleep(stale.set("stale", record))
      rmSync(`${path}.lock`)
      const fresh = yield* storeIn(path)
      yield* fresh.set("fresh", record)
      const ended = yield* wake
      assert.isTrue(Exit.isSuccess(ended))
      assert.deepStrictEqual(keysIn(path), ["before", "fresh", "stale"])
      assert.deepStrictEqual(readdirSync(dirname(path)), ["tokens.json"])
    }).pipe(Effect.scoped),
  )
})
