import { rmSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { machine } from "../../support/onDisk.ts"

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

/** A machine with copies of two modules, one of which has lost its file since. */
const withLostFile = Effect.gen(function* () {
  const here = yield* machine({ records: { Leads: 3, Deals: 5 } })
  const mirror = (...args: ReadonlyArray<string>) =>
    here.run(["mirror", "Leads", "Deals", "--to", here.path("copies"), ...args])
  yield* mirror()
  yield* here.emulator.edit([{ module: "Deals", create: { Deal_Name: "Ten seats", Stage: "Qualification" } }])
  rmSync(here.path("copies/Deals.csv"))
  return { ...here, mirror }
})

describe("`zoho-bulk mirror` of a module whose file was deleted", () => {
  it.live("says with --quiet which module failed, why, and that --whole mends it; and nothing of the others", () =>
    Effect.gen(function* () {
      const { mirror } = yield* withLostFile
      const { exitCode, stderr, stdout } = yield* mirror("--merge", "--quiet")
      assert.strictEqual(exitCode, 8)
      assert.strictEqual(stdout, "")
      assert.match(said(stderr), /^Failed: Deals: .*Deals\.csv.* What to do: .*--whole/)
      assert.notInclude(stderr, "Leads")
      assert.notInclude(stderr, "space")
    }).pipe(Effect.scoped),
  )

  it.live("is mended by --whole, as it says", () =>
    Effect.gen(function* () {
      const { mirror, path, run } = yield* withLostFile
      const failed = yield* mirror("--merge")
      assert.strictEqual(failed.exitCode, 8)
      assert.include(said(failed.stdout), "--whole")
      const whole = yield* mirror("--merge", "--whole", "--quiet")
      assert.deepStrictEqual(whole, { ...whole, exitCode: 0, stderr: "", stdout: "" })
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
