import { existsSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { storeOnMachine } from "../../support/storeOnMachine.ts"

const waitFor = ["submit", "wait", "4150868000005376042", "--kind", "read", "--organization", "boyle"]

describe("the schedules of a store", () => {
  it.live("are listed, and one that is submitted again says what it replaced", () =>
    Effect.gen(function* () {
      const { documentOf, path, run } = yield* storeOnMachine()
      const copies = ["submit", "mirror", "Leads", "--to", path("copies"), "--organization", "boyle"]
      assert.include((yield* run(...copies, "--key", "nightly", "--every", "12h")).stdout, "is scheduled, every 12h.")
      const changed = yield* run(...copies, "--key", "nightly", "--every", "24h")
      assert.match(changed.stdout, /is now scheduled every 24h instead of 12h; next at \d{4}-.*Z\.\n/)
      const same = yield* run(...copies, "--key", "nightly", "--every", "24h")
      assert.match(same.stdout, /was already scheduled, every 24h; next at \d{4}-.*Z\.\n/)
      const { schedules } = yield* documentOf("journeys")
      assert.strictEqual(schedules.length, 1)
      assert.deepInclude(schedules[0], {
        key: "nightly",
        organization: "boyle",
        kind: "mirror",
        everyMillis: 86_400_000,
      })
      const again = yield* documentOf(...copies, "--key", "nightly", "--every", "1h")
      assert.deepInclude(again, { everyMillis: 3_600_000, insteadOfMillis: 86_400_000 })
      const { stdout } = yield* run("journeys")
      assert.match(stdout, /Schedule +Organisation +Every +Next +Last/)
      assert.match(stdout, /nightly +boyle +1h +\d{4}-.*Z +-/)
      assert.include((yield* run("journeys", "nightly")).stdout, "boyle")
      yield* run("cancel", "nightly")
      assert.deepStrictEqual((yield* documentOf("journeys")).schedules, [])
    }).pipe(Effect.scoped),
  )
})

describe("journeys that are pruned", () => {
  it.live("are told of, are listed where somebody asks for them, and keep their keys", () =>
    Effect.gen(function* () {
      const { documentOf, run } = yield* storeOnMachine()
      yield* run(...waitFor, "--key", "lost2")
      yield* run("cancel", "lost2")
      const plan = yield* run("prune", "--older", "0s", "--plan")
      assert.match(plan.stdout, /^1 journey would be deleted; nothing has been\.\n {2}lost2 of boyle, cancelled \d{4}-/)
      assert.deepInclude(yield* documentOf("prune", "--older", "0s", "--plan"), { plan: true, pruned: 0 })
      assert.strictEqual((yield* documentOf("journeys")).journeys.length, 1)
      const pruned = yield* run("prune", "--older", "0s")
      assert.match(
        pruned.stdout,
        /^1 journey deleted; their keys are never reused\.\n {2}lost2 of boyle, cancelled \d{4}-/,
      )
      assert.strictEqual((yield* documentOf("journeys")).journeys.length, 0)
      const [known] = (yield* documentOf("journeys", "--pruned")).journeys
      assert.deepInclude(known, { key: "lost2", state: "cancelled" })
      assert.include((yield* run("journeys", "lost2")).stdout, "Pruned")
      const refused = yield* documentOf(...waitFor, "--key", "lost2")
      assert.include(refused.message, "The key lost2 is that of a journey that was pruned: wait for boyle, cancelled")
      assert.include(refused.remedy, "another key")
    }).pipe(Effect.scoped),
  )

  it.live("are never those of the last seconds by a number without its unit", () =>
    Effect.gen(function* () {
      const { run } = yield* storeOnMachine()
      yield* run(...waitFor, "--key", "job")
      for (const older of ["30", "0", "1.5"]) {
        const { exitCode, stderr } = yield* run("prune", "--older", older)
        assert.strictEqual(exitCode, 2)
        assert.include(stderr.replaceAll(/\s+/g, " "), "with its unit, such as 12h or 90d")
      }
      assert.strictEqual((yield* run("prune", "--older", "30d")).exitCode, 0)
    }).pipe(Effect.scoped),
  )
})

describe("`zoho-bulk journeys <key>`", () => {
  it.live("shows all that is known of one journey, and names the store that is missing", () =>
    Effect.gen(function* () {
      const here = yield* storeOnMachine()
      yield* here.run(...waitFor, "--key", "job")
      const { stdout } = yield* here.run("journeys", "job")
      for (const words of [/Journey +job/, /Organisation +boyle/, /State +queued/, /4150868000005376042/]) {
        assert.match(stdout, words)
      }
      const { journeys } = yield* here.documentOf("journeys", "job")
      assert.deepInclude(journeys[0].request, { kind: "wait", jobKind: "read" })
      const missing = yield* here.documentOf("journeys", "jobs")
      assert.include(missing.message, "There is no journey jobs")
      assert.strictEqual((yield* here.run("journeys", "job", "--watch")).exitCode, 2)
      assert.isTrue(existsSync(here.store))
    }).pipe(Effect.scoped),
  )
})
