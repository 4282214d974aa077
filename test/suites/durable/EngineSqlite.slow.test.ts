import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { findJourney, prepareStore, pruneJourneys, resolveOrder } from "@zoho-bulk/core/durable"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { Effect, type Layer, type Scope } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { submitContacts, until } from "../../support/durableRunner.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { runner } from "../../support/runner.ts"
import { startWorker } from "../../support/startWorker.ts"
import { layerStoreIn, storeFolder } from "../../support/storeOfJourneys.ts"

const worker = "test/support/durableWorker.ts"

/** Starts a runner on a store, in a process of its own. */
const startRunner = (file: string, origin: string, name: string) => startWorker(worker, [file, origin, name])

const withZoho = <A, E>(
  options: EmulatorOptions,
  test: (
    file: string,
    folder: string,
    zoho: Effect.Success<ReturnType<typeof emulatedOnPort>>,
  ) => Effect.Effect<A, E, Layer.Success<ReturnType<typeof layerStoreIn>> | Scope.Scope>,
) =>
  Effect.gen(function* () {
    const { file, folder } = yield* storeFolder
    const zoho = yield* emulatedOnPort(options)
    return yield* Effect.andThen(prepareStore, Effect.scoped(test(file, folder, zoho))).pipe(
      Effect.provide(layerStoreIn(file)),
    )
  }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer), Effect.provide(runner.layerFiles))

const jobsMade = ({ emulator }: Effect.Success<ReturnType<typeof emulatedOnPort>>) =>
  Effect.map(
    emulator.report,
    ({ requests }) => requests.filter(({ operation }) => operation === "createReadJob").length,
  )

const slowAnswer = { does: "late-reply", operation: "createReadJob", nth: 1, millis: 5_000 } as const

/** The lock of a runner that was killed is taken over after some seconds; a supervisor starts it again until it can. */
const startRunnerWhenFree = Effect.fnUntraced(function* (file: string, origin: string) {
  for (;;) {
    const started = yield* startRunner(file, origin, "second")
    if (yield* started.isUp) return started
  }
})

describe.concurrent("a runner on a SQLite file", () => {
  it.live(
    "that is killed is followed by another one, which goes on and makes no job twice",
    () =>
      withZoho({ records: { Contacts: 30 }, recordsPerPage: 10, jobDuration: 4_000 }, (file, folder, zoho) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          const first = yield* startRunner(file, zoho.origin, "first")
          // Not while an order is under way, whose answer would die with it.
          while (((yield* findJourney("contacts"))?.jobs.length ?? 0) < 2) yield* Effect.sleep("50 millis")
          yield* first.send("SIGKILL")
          yield* first.ended
          const killedAt = performance.now()
          yield* startRunnerWhenFree(file, zoho.origin)
          const { failure, result, runner } = yield* until("contacts", "completed", "failed")
          assert.deepStrictEqual([failure, runner], [null, "second"])
          assert.deepInclude(result, { rows: 30 })
          assert.strictEqual(readFileSync(join(folder, "contacts.csv"), "utf8").trim().split("\n").length, 31)
          assert.strictEqual(yield* jobsMade(zoho), 3)
          assert.isBelow(performance.now() - killedAt, 60_000)
        }),
      ),
    180_000,
  )

  it.live(
    "leaves nothing behind of a journey that is pruned, nor of its earlier runs",
    () =>
      withZoho(
        {
          records: { Contacts: 30 },
          jobDuration: 0,
          faults: [{ does: "job-fails", operation: "createReadJob", nth: 1 }],
        },
        (file, folder, zoho) =>
          Effect.gen(function* () {
            yield* submitContacts(folder, "contacts")
            const only = yield* startRunner(file, zoho.origin, "only")
            yield* until("contacts", "failed")
            assert.strictEqual(yield* submitContacts(folder, "contacts"), "queued again")
            yield* until("contacts", "completed")
            yield* only.send("SIGKILL")
            yield* only.ended
            assert.strictEqual(yield* pruneJourneys(0), 1)
            const sql = yield* SqlClient.SqlClient
            const left = yield* sql`SELECT payload FROM cluster_messages WHERE entity_type LIKE 'Workflow/%'`
            assert.deepStrictEqual(left, [])
          }),
      ),
    60_000,
  )

  it.live(
    "asks for a word on an order whose answer died with a runner, and goes on with it",
    () =>
      withZoho(
        { records: { Contacts: 30 }, recordsPerPage: 10, jobDuration: 0, faults: [slowAnswer] },
        (file, folder, zoho) =>
          Effect.gen(function* () {
            yield* submitContacts(folder, "contacts")
            const first = yield* startRunner(file, zoho.origin, "first")
            while ((yield* zoho.emulator.report).jobs.length < 1) yield* Effect.sleep("20 millis")
            yield* first.send("SIGKILL")
            yield* first.ended
            yield* startRunnerWhenFree(file, zoho.origin)
            const { asks } = yield* until("contacts", "needs-a-word")
            assert.strictEqual(asks?.part, "page 1")
            yield* resolveOrder({ key: "contacts", word: { _tag: "NoJob" }, sentAt: asks?.sentAt })
            assert.deepInclude((yield* until("contacts", "completed", "failed")).result, { rows: 30 })
          }),
      ),
    180_000,
  )

  it.live(
    "keeps a second one from its file, which is told who has it; journeys can be submitted beside it",
    () =>
      withZoho({ records: { Contacts: 3 }, jobDuration: 0 }, (file, folder, zoho) =>
        Effect.gen(function* () {
          yield* (yield* startRunner(file, zoho.origin, "first")).isUp
          yield* submitContacts(folder, "before")
          yield* until("before", "completed")
          const second = yield* startRunner(file, zoho.origin, "second")
          const { exitCode, stdout } = yield* second.ended
          assert.strictEqual(exitCode, 1)
          assert.match(stdout, /the runner first is using it/)
          yield* submitContacts(folder, "beside")
          yield* until("beside", "completed")
          assert.strictEqual((yield* findJourney("beside"))?.runner, "first")
        }),
      ),
    180_000,
  )
})
