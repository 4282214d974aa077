import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { JobId } from "@zoho-bulk/core"
import { findJourney, prepareStore, submitJourney } from "@zoho-bulk/core/durable"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { layerPostgres } from "@zoho-bulk/core/postgres"
import { Effect, type Layer, Redacted, type Scope } from "effect"
import { connectPostgres } from "../../support/connectPostgres.ts"
import { submitContacts, until } from "../../support/durableRunner.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { freePorts } from "../../support/freePorts.ts"
import { postgresForAll } from "../../support/postgres.ts"
import { runner } from "../../support/runner.ts"
import { startWorker } from "../../support/startWorker.ts"
import { type layerStoreIn, schemaOn, storeFolder } from "../../support/storeOfJourneys.ts"

const postgres = postgresForAll()

interface Cluster {
  readonly folder: string
  readonly zoho: Effect.Success<ReturnType<typeof emulatedOnPort>>
  readonly start: (name: string) => ReturnType<typeof startWorker>
}

const withCluster = <A, E>(
  options: EmulatorOptions,
  test: (cluster: Cluster) => Effect.Effect<A, E, Layer.Success<ReturnType<typeof layerStoreIn>> | Scope.Scope>,
) =>
  Effect.gen(function* () {
    const { folder } = yield* storeFolder
    const zoho = yield* emulatedOnPort(options)
    const url = yield* schemaOn(postgres().url)
    const ports = yield* freePorts(2)
    let started = 0
    const start: Cluster["start"] = (name) =>
      startWorker("test/support/durableClusterWorker.ts", [url, zoho.origin, name, `127.0.0.1:${ports[started++]}`])
    return yield* Effect.andThen(prepareStore, Effect.scoped(test({ folder, zoho, start }))).pipe(
      Effect.provide(layerPostgres(Redacted.make(url), connectPostgres)),
    )
  }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer), Effect.provide(runner.layerFiles))

const isUnderWay = (key: string, jobs: number) =>
  Effect.gen(function* () {
    for (;;) {
      const journey = yield* findJourney(key)
      // Not while an order is under way, whose answer would die with it.
      if (journey !== undefined && journey.jobs.length >= jobs) return journey
      yield* Effect.sleep("50 millis")
    }
  })

describe("runners on a PostgreSQL database", () => {
  it.live(
    "take over from one that is killed within 15 seconds, and make no job twice",
    () =>
      withCluster({ records: { Contacts: 30 }, recordsPerPage: 10, jobDuration: 4_000 }, ({ folder, start, zoho }) =>
        Effect.gen(function* () {
          const runners = new Map([
            ["first", yield* start("first")],
            ["second", yield* start("second")],
          ])
          for (const { isUp } of runners.values()) assert.isTrue(yield* isUp)
          yield* submitContacts(folder, "contacts")
          const carrier = (yield* isUnderWay("contacts", 2)).runner ?? ""
          yield* runners.get(carrier)?.send("SIGKILL") ?? Effect.void
          const killedAt = performance.now()
          while ((yield* findJourney("contacts"))?.runner === carrier) yield* Effect.sleep("50 millis")
          assert.isBelow(performance.now() - killedAt, 15_000)
          const { failure, result } = yield* until("contacts", "completed", "failed")
          assert.isNull(failure)
          assert.deepInclude(result, { rows: 30 })
          assert.strictEqual(readFileSync(join(folder, "contacts.csv"), "utf8").trim().split("\n").length, 31)
          const { requests } = yield* zoho.emulator.report
          assert.strictEqual(requests.filter(({ operation }) => operation === "createReadJob").length, 3)
        }),
      ),
    180_000,
  )

  it.live(
    "carry all journeys of an organisation on one of them",
    () =>
      withCluster({ records: { Contacts: 3 }, jobDuration: 0 }, ({ folder, start }) =>
        Effect.gen(function* () {
          for (const runner of [yield* start("first"), yield* start("second")]) assert.isTrue(yield* runner.isUp)
          const organizations = Array.from({ length: 16 }, (_, at) => `organization-${at}`)
          const carriers = yield* Effect.forEach(
            organizations,
            (organization) =>
              Effect.gen(function* () {
                const keys = [1, 2, 3].map((at) => `${organization}-${at}`)
                yield* Effect.forEach(keys, (key) =>
                  submitJourney({
                    key,
                    organization,
                    request: { kind: "wait", jobKind: "read", jobId: JobId.make("4150868000009000404") },
                    folder,
                  }),
                )
                return yield* Effect.forEach(keys, (key) => Effect.map(until(key, "failed"), ({ runner }) => runner))
              }),
            { concurrency: "unbounded" },
          )
          assert.deepStrictEqual(
            carriers.map((of) => new Set(of).size),
            organizations.map(() => 1),
          )
          assert.deepStrictEqual([...new Set(carriers.flat())].toSorted(), ["first", "second"])
        }),
      ),
    180_000,
  )
})
