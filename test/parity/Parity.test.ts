import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { runner } from "../support/runner.ts"
import { allCases } from "./cases/allCases.ts"
import { play } from "./play.ts"
import { ways } from "./ways.ts"

describe.concurrent("Node and Deno write the same bytes and files, ask the same, and end with the same codes", () => {
  for (const one of allCases) {
    it.live(one.title, () =>
      Effect.gen(function* () {
        const [node, ...others] = yield* Effect.forEach(ways, (way) => play(way, one), { concurrency: "unbounded" })
        for (const other of others) assert.deepStrictEqual(other, node)
        assert.deepStrictEqual(
          node?.steps.map(({ exitCode }) => exitCode),
          one.steps.map(({ exitCode }) => exitCode),
          node?.steps.map(({ stderr }) => stderr).join("\n"),
        )
      }).pipe(Effect.provide(runner.layerLoopbackServer)),
    )
  }
})
