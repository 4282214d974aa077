import { rmSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

/** A machine with copies of two modules. */
const withCopies = Effect.gen(function* () {
  const here = yield* machine({ records: { Leads: 3, Deals: 5 } })
  const mirror = (...args: ReadonlyArray<string>) =>
    here.run(["mirror", "Leads", "Deals", "--to", here.path("copies"), ...args])
  yield* mirror()
  return { ...here, mirror }
})

describe("`zoho-bulk mirror` of a module that fails", () => {
  it.live("says with --quiet which one, why, and what mends it; and nothing of the others", () =>
    Effect.gen(function* () {
      const { emulator, mirror } = yield* withCopies
      yield* emulator.edit([
        { module: "Deals", removeField: "Amount" },
        { module: "Deals", addField: { api_name: "Amount", field_label: "Amount", data_type: "text" } },
      ])
      const { exitCode, stderr, stdout } = yield* mirror("--quiet")
      assert.strictEqual(exitCode, 8)
      assert.strictEqual(stdout, "")
      assert.match(said(stderr), /^Failed: Deals: .*Amount.* What to do: .*--text-columns/)
      assert.notInclude(stderr, "Leads")
      assert.notInclude(stderr, "space")
    }).pipe(Effect.scoped),
  )
})

describe("`zoho-bulk mirror` of a module whose file was deleted", () => {
  it.live.each([
    { how: "where changes are merged", flags: ["--merge"] },
    { how: "where changes have files of their own", flags: [] },
  ])("writes it again, $how", ({ flags }) =>
    Effect.gen(function* () {
      const { emulator, mirror, path, run } = yield* withCopies
      yield* emulator.edit([{ module: "Deals", create: { Deal_Name: "Ten seats", Stage: "Qualification" } }])
      rmSync(path("copies/Deals.csv"))
      const again = yield* mirror(...flags, "--quiet")
      assert.deepStrictEqual(again, { ...again, exitCode: 0, stderr: "", stdout: "" })
      assert.strictEqual((yield* run(["verify", path("copies")])).exitCode, 0)
    }).pipe(Effect.scoped),
  )
})

describe("the log of `zoho-bulk mirror`", () => {
  it.live("names the module of each job, also of those that compare ids", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({ records: { Deals: 5 } })
      const { stderr } = yield* run(["mirror", "Deals", "--to", path("copies"), "--compare-ids", "always"])
      const ofJobs = stderr.split("\n").filter((line) => line.includes("page 1: "))
      assert.strictEqual(ofJobs.filter((line) => line.endsWith("is ordered")).length, 2, stderr)
      for (const line of ofJobs) assert.match(line, /^Deals, page 1: /)
    }).pipe(Effect.scoped),
  )
})
