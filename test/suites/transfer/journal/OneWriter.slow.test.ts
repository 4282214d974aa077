import { existsSync, writeFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { assert, describe, it } from "@effect/vitest"
import { Journal, layerFolder } from "@zoho-bulk/core/Journal"
import { Clock, Context, Deferred, Effect, Fiber, FileSystem, Layer } from "effect"
import type { Run } from "../../../support/commandLine.ts"
import { startEmulator } from "../../../support/emulatorProcess.ts"
import { exampleFolder } from "../../../support/examples.ts"
import { expectTag } from "../../../support/failureAfter.ts"
import { all, connected, countOf, imported, named, slowZoho } from "../../../support/journeyProgram.ts"
import { runProcess } from "../../../support/processes.ts"
import { runner } from "../../../support/runner.ts"
import { thisRuntime } from "../../../support/runtime.ts"
import { scriptWords } from "../../../support/scripts.ts"
import { temporaryFolder } from "../../../support/temporaryFolder.ts"

interface State {
  readonly requests: ReadonlyArray<{ readonly operation: string }>
  readonly records: Readonly<Record<string, number>>
}

const stateOf = async (url: string): Promise<State> => (await fetch(`${url}/_emulator/state`)).json()

const countAt = async (url: string, operation: string): Promise<number> =>
  (await stateOf(url)).requests.filter((request) => request.operation === operation).length

/** Waits until something is so; a run that ends before is shown. */
const until = async (isSo: () => Promise<boolean>, run: Promise<Run>): Promise<void> => {
  let ended: Run | undefined
  void run.then((result) => (ended = result))
  while (!(await isSo())) {
    if (ended !== undefined) assert.fail(`It ended with code ${ended.exitCode}: ${ended.stderr}`)
    await sleep(50)
  }
}

const rows = 25_002

describe(`an import that is stopped, and continued once another process has resumed it, on ${thisRuntime},`, () => {
  it("writes no row twice, and says that the other one goes on with it", { timeout: 120_000 }, () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const folder = yield* exampleFolder({
            "faults.json": JSON.stringify([{ operation: "uploadFile", nth: 2, does: "late", millis: 2_500 }]),
            "big.csv": `Last_Name,Company\n${Array.from({ length: rows }, (_, at) => `N${at},C\n`).join("")}`,
          })
          yield* Effect.promise(() => stopAndResume(folder))
        }),
      ),
    ),
  )
})

const stopAndResume = async (folder: string): Promise<void> => {
  await using emulator = await startEmulator("node", ["--faults", `${folder}/faults.json`, "--job-duration", "6s"])
  const { url } = emulator
  const env = { ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: url, XDG_STATE_HOME: `${folder}/state` }
  let said = ""
  let signal = (_: "SIGSTOP" | "SIGCONT"): void => {}
  const first = runProcess(thisRuntime, ["import", `${folder}/big.csv`, "--module", "Leads", "--operation", "insert"], {
    env,
    onStart: (kill) => (signal = kill),
    onStderr: (text) => (said += text),
  })
  await until(async () => said.includes("is ordered"), first)
  signal("SIGSTOP")
  const second = runProcess(thisRuntime, ["resume", "--json"], { env })
  await until(async () => (await countAt(url, "createWriteJob")) > 1, second)
  signal("SIGCONT")
  const [stopped, resumed] = [await first, await second]
  assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
  assert.strictEqual(stopped.exitCode, 2, stopped.stderr)
  assert.include(stopped.stderr, "Another process is running the journey")
  assert.strictEqual(await countAt(url, "createWriteJob"), 2)
  assert.strictEqual((await stateOf(url)).records["Leads"], 120 + rows)
}

describe(`an import that is stopped in its first upload, and continued once another process has ordered, on ${thisRuntime},`, () => {
  it("leaves the journal to the other one", { timeout: 120_000 }, () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const folder = yield* exampleFolder({
            "faults.json": JSON.stringify([{ operation: "uploadFile", nth: 1, does: "late-reply", millis: 4_000 }]),
            "leads.csv": "Last_Name,Company\nA,C\nB,C\n",
          })
          yield* Effect.promise(() => stopInUpload(folder))
        }),
      ),
    ),
  )
})

const stopInUpload = async (folder: string): Promise<void> => {
  await using emulator = await startEmulator("node", ["--faults", `${folder}/faults.json`, "--job-duration", "4s"])
  const { url } = emulator
  const env = { ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: url, XDG_STATE_HOME: `${folder}/state` }
  let signal = (_: "SIGSTOP" | "SIGCONT"): void => {}
  const args = ["import", `${folder}/leads.csv`, "--module", "Leads", "--operation", "insert"]
  const first = runProcess(thisRuntime, args, { env, onStart: (kill) => (signal = kill) })
  // A request counts once it is answered: the upload comes next, and is under way then.
  await until(async () => (await countAt(url, "getOrganization")) > 0, first)
  await sleep(700)
  signal("SIGSTOP")
  const second = runProcess(thisRuntime, ["resume", "--json"], { env })
  await until(async () => (await countAt(url, "createWriteJob")) > 0, second)
  signal("SIGCONT")
  const [stopped, resumed] = [await first, await second]
  assert.strictEqual(resumed.exitCode, 0, resumed.stderr)
  assert.strictEqual(stopped.exitCode, 2, stopped.stderr)
  assert.notInclude(stopped.stderr, "not sent")
  assert.include((await runProcess(thisRuntime, ["jobs", "--json"], { env })).stdout, '"state": "finished"')
  assert.strictEqual((await stateOf(url)).records["Leads"], 122)
}

const worker = "test/support/journeyWorker.ts"

const command =
  thisRuntime === "node" ? ["node", worker] : [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A", worker]

const eightWorkers = async (folder: string): Promise<ReadonlyArray<Run>> => {
  await using emulator = await startEmulator("node", ["--job-duration", "8s"])
  const env = { ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: emulator.url }
  const journal = `${folder}/journey`
  const running = Array.from({ length: 8 }, () => runProcess(thisRuntime, [journal], { command, env }))
  await sleep(8_000)
  writeFileSync(`${journal}.go`, "")
  const runs = await Promise.all(running)
  assert.strictEqual(await countAt(emulator.url, "createWriteJob"), 1)
  return runs
}

describe(`8 processes with one journal, on ${thisRuntime},`, () => {
  it("import the rows once: one of them does, and the others fail", { timeout: 120_000 }, () =>
    Effect.runPromise(
      Effect.scoped(
        Effect.gen(function* () {
          const folder = yield* exampleFolder({})
          const runs = yield* Effect.promise(() => eightWorkers(folder))
          const said = runs.map(({ stderr, stdout }) => `${stdout}${stderr}`).toSorted()
          assert.deepStrictEqual(said, ["2 rows\n", ...Array.from({ length: 7 }, () => "JourneyTaken\n")])
        }),
      ),
    ),
  )
})

describe("8 fibers with one folder", () => {
  it.live("import the rows once: one of them does, and the others fail", () =>
    Effect.gen(function* () {
      const folder = `${yield* temporaryFolder}/journey`
      const one = Effect.result(Effect.provide(all(imported(folder, named("A"))), connected()))
      const results = yield* Effect.all(
        Array.from({ length: 8 }, () => one),
        { concurrency: "unbounded" },
      )
      const said = results.map((result) => (result._tag === "Success" ? "imported" : result.failure._tag)).toSorted()
      assert.deepStrictEqual(said, [...Array.from({ length: 7 }, () => "JourneyTaken"), "imported"])
      assert.strictEqual(yield* countOf("createWriteJob"), 1)
    }).pipe(Effect.scoped, Effect.provide(slowZoho)),
  )
})

const open = (folder: string, files: typeof runner.layerFiles = runner.layerFiles) =>
  Effect.map(Layer.build(Layer.fresh(Layer.provide(layerFolder(folder), files))), Context.get(Journal))

describe("the lock of a journal", () => {
  it.live("is not taken from a living owner by a host whose clock is ahead", () =>
    Effect.gen(function* () {
      const folder = `${yield* temporaryFolder}/journey`
      yield* open(folder)
      const clock = yield* Clock.clockWith(Effect.succeed)
      const ahead: Clock.Clock = {
        ...clock,
        sleep: (duration) => clock.sleep(duration),
        currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + 60_000,
        currentTimeMillis: Effect.map(clock.currentTimeMillis, (millis) => millis + 60_000),
        currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + 60_000_000_000n,
        currentTimeNanos: Effect.map(clock.currentTimeNanos, (nanos) => nanos + 60_000_000_000n),
      }
      const failure = yield* Effect.flip(Effect.provideService(open(folder), Clock.Clock, ahead))
      assert.include(expectTag(failure, "JourneyTaken").problem, "holds the lock")
    }).pipe(Effect.scoped),
  )

  it.live(
    "of a dead owner goes to one of two who want it, though the other was asleep in the middle of taking it",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        writeFileSync(`${folder}/lock`, "dead")
        const asleep = yield* Deferred.make<void>()
        const slow = Layer.provideMerge(
          Layer.effect(
            FileSystem.FileSystem,
            Effect.map(FileSystem.FileSystem, (fs) => ({
              ...fs,
              rename: (from: string, to: string) =>
                Effect.flatMap(Deferred.succeed(asleep, undefined), (isFirst) =>
                  Effect.andThen(Effect.sleep(isFirst ? "5 seconds" : 0), fs.rename(from, to)),
                ),
            })),
          ),
          runner.layerFiles,
        )
        const late = yield* Effect.forkChild(Effect.result(open(folder, slow)))
        yield* Deferred.await(asleep)
        const early = yield* open(folder)
        assert.strictEqual((yield* Fiber.join(late))._tag, "Failure")
        assert.isTrue(existsSync(`${folder}/lock`))
        yield* early.append({ step: "ordering", part: "part 1", at: 1 })
      }).pipe(Effect.scoped),
  )
})
