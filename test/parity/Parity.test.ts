import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { afterAll, beforeAll } from "vitest"
import { runner } from "../support/runner.ts"
import { allCases } from "./cases/allCases.ts"
import { play } from "./play.ts"
import { build, cleanUp, ways } from "./ways.ts"

beforeAll(build)
afterAll(cleanUp)

describe.concurrent("Node, Deno and what is shipped write the same bytes and files, ask the same, and end with the same codes", () => {
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
