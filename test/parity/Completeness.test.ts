import { assert, describe, it } from "@effect/vitest"
import { environmentVariables, exitCode } from "@zoho-bulk/core/cli"
import { Effect } from "effect"
import { allCases } from "./cases/allCases.ts"
import { commandTree } from "./commandTree.ts"
import { unused } from "./unused.ts"

describe("the cases of parity", () => {
  it.effect("use every command, and every flag of each", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(unused(yield* commandTree, allCases), [])
    }),
  )

  it.effect("set every variable that the command reads", () =>
    Effect.sync(() => {
      const set = allCases.flatMap(({ env, steps }) => [env, ...steps.map((step) => step.env)])
      const names = new Set(["HOME", ...set.flatMap((variables) => Object.keys(variables ?? {}))])
      assert.deepStrictEqual(
        environmentVariables.filter((name) => !names.has(name)),
        [],
      )
    }),
  )

  it.effect("end with every exit code that there is", () =>
    Effect.sync(() => {
      const codes = new Set(allCases.flatMap(({ steps }) => steps.map((step) => step.exitCode)))
      assert.deepStrictEqual(
        Object.values(exitCode).filter((code) => !codes.has(code)),
        [],
      )
    }),
  )

  it.effect("are missed where one is taken away: the command is named, or the flag", () =>
    Effect.gen(function* () {
      const tree = yield* commandTree
      const without = (word: string) =>
        allCases.map((one) => ({ ...one, steps: one.steps.filter(({ args }) => !args.includes(word)) }))
      assert.deepStrictEqual(unused(tree, without("demo")), ["zoho-bulk demo"])
      assert.deepStrictEqual(unused(tree, without("--adopt")), ["zoho-bulk resume --adopt"])
      assert.deepStrictEqual(unused(tree, without("-v")), ["zoho-bulk -v"])
      assert.deepStrictEqual(unused(tree, without("logout")), [
        "zoho-bulk auth logout",
        "zoho-bulk auth logout --keep-grant",
      ])
    }),
  )

  it.effect("do not count a call for help as a use, nor a flag of another command", () =>
    Effect.sync(() => {
      const tree = [
        { path: [], isGroup: true, flags: ["--json"] },
        { path: ["get"], isGroup: false, flags: ["--kind"] },
        { path: ["wait"], isGroup: false, flags: ["--kind"] },
      ]
      const steps = [
        { args: ["get", "--help"], exitCode: 0 },
        { args: ["wait", "1", "--kind=read", "--json"], exitCode: 0 },
      ]
      assert.deepStrictEqual(unused(tree, [{ title: "two", steps }]), ["zoho-bulk get", "zoho-bulk get --kind"])
    }),
  )
})
