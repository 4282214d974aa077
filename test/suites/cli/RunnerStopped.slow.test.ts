import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import {
  folderFor,
  journeysOf,
  runOnStore,
  startRunner,
  startRunnerOn,
  submitContacts,
} from "../../support/runnerCommand.ts"

const otherRuntime = thisRuntime === "node" ? "deno" : "node"

/** What a supervisor has to grant, as docs/durable.md says. */
const grace = 60_000

/** Stops a runner by SIGTERM as soon as an order has come to Zoho, and has another one go on. */
const stoppedInOrder = Effect.fnUntraced(function* (options: EmulatorOptions, firstOn = thisRuntime) {
  const { emulator, origin } = yield* emulatedOnPort({ records: { Contacts: 150 }, recordsPerPage: 100, ...options })
  const made = Effect.map(
    emulator.report,
    ({ requests }) => requests.filter(({ operation }) => operation === "createReadJob").length,
  )
  const here = yield* folderFor(origin)
  yield* submitContacts(here)
  const first = yield* startRunnerOn(firstOn, here, "--name", "first")
  while ((yield* made) < 1) yield* Effect.sleep("20 millis")
  const stoppedAt = performance.now()
  const { exitCode, stderr } = yield* Effect.promise(() => first.end("SIGTERM"))
  const took = performance.now() - stoppedAt
  const [left] = yield* journeysOf(here)
  yield* startRunner(here, "--name", "second")
  const watched = yield* runOnStore(here, "journeys", "--watch")
  const [ended] = yield* journeysOf(here)
  const rows = readFileSync(join(here.cwd, "contacts.csv"), "utf8").trim().split("\n").slice(1)
  return { ended, exitCode, left, made: yield* made, rows: new Set(rows).size, stderr, took, watched: watched.stdout }
})

/** Checks that the first runner left the journey as it was, and that the second has made it, with no job and no row twice. */
const wentOn = ({
  ended,
  exitCode,
  left,
  made,
  rows,
  stderr,
}: Effect.Success<ReturnType<typeof stoppedInOrder>>): void => {
  assert.strictEqual(exitCode, 143)
  assert.notInclude(stderr, "No healthy runners")
  assert.deepInclude(left, { state: "running", runner: "first" })
  assert.deepInclude(ended, { state: "completed", runner: "second" })
  assert.deepStrictEqual([made, ended.jobs.length, rows], [2, 2, 150])
}

const served = <A, E, R>(test: Effect.Effect<A, E, R>) =>
  Effect.provide(test, [runner.layerLoopbackServer, runner.layerFiles])

describe.concurrent("a runner that is stopped by SIGTERM in the middle of a journey", () => {
  it.live(
    "ends in time, and leaves a job that Zoho is at to the next runner",
    () =>
      Effect.gen(function* () {
        const stopped = yield* stoppedInOrder({ jobDuration: 11_000 })
        assert.isBelow(stopped.took, grace)
        wentOn(stopped)
      }).pipe(served),
    180_000,
  )

  it.live(
    "waits for the answer to an order that is under way, so that nobody has to say what became of it",
    () =>
      Effect.gen(function* () {
        const late = { operation: "createReadJob", nth: 1, does: "late-reply", millis: 4_000 } as const
        const options = { jobDuration: 8_000, faults: [late] }
        const stopped = yield* stoppedInOrder(options)
        assert.isBelow(stopped.took, grace)
        wentOn(stopped)
      }).pipe(served),
    180_000,
  )

  it.live(
    "is followed by one on the other runtime, which goes on all the same",
    () =>
      Effect.gen(function* () {
        wentOn(yield* stoppedInOrder({ jobDuration: 11_000 }, otherRuntime))
      }).pipe(served),
    180_000,
  )
})
