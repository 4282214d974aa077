import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { cancelJourney, pruneJourneys } from "@zoho-bulk/core/durable"
import { Effect, FileSystem, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { beginLife } from "../../../packages/core/src/durable/table/JourneyLife.ts"
import { askedFor, inStore, layerRunner, submitContacts, submitMirror, until } from "../../support/durableRunner.ts"

const threePages = { records: { Contacts: 30 }, recordsPerPage: 10, jobDuration: 1_500 }

/** The results that are kept in the folders of journeys. */
const kept = (folder: string): ReadonlyArray<string> =>
  readdirSync(join(folder, "journeys"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".zip"))

const keptIn = (folder: string) =>
  Effect.try({ try: () => kept(folder), catch: () => "no folder yet" }).pipe(
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
  )

const untilKept = (folder: string) =>
  Effect.gen(function* () {
    while ((yield* keptIn(folder)).length === 0) yield* Effect.sleep("20 millis")
  }).pipe(Effect.timeout("30 seconds"))

/** Carries a journey until it has downloaded a page, and stops its runner there. */
const stoppedAfterPage = Effect.fnUntraced(function* (folder: string, key: string) {
  yield* Effect.scoped(Effect.andThen(Layer.build(layerRunner()), untilKept(folder)))
  assert.strictEqual(yield* askedFor("downloadReadResult"), 1)
  yield* SqlClient.SqlClient.use((sql) => sql`UPDATE zoho_bulk_journeys SET state = 'queued' WHERE key = ${key}`)
})

describe.concurrent("the pages that a journey has downloaded", () => {
  it.live.each([
    { kind: "export", submit: submitContacts },
    { kind: "mirror", submit: submitMirror },
  ])("are not downloaded again by the runner that goes on with it, and go when it ends: $kind", ({ submit }) =>
    inStore(threePages, (folder) =>
      Effect.gen(function* () {
        yield* submit(folder, "contacts")
        yield* stoppedAfterPage(folder, "contacts")
        yield* Layer.build(layerRunner())
        const { failure, result } = yield* until("contacts", "completed", "failed")
        assert.isNull(failure)
        assert.include(JSON.stringify(result), '"rows":30')
        assert.strictEqual(yield* askedFor("downloadReadResult"), 3)
        assert.deepStrictEqual(yield* keptIn(folder), [])
      }),
    ),
  )

  it.live("go when it fails", () =>
    inStore(
      { ...threePages, jobDuration: 0, faults: [{ operation: "createReadJob", does: "job-fails", nth: 2 }] },
      (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          yield* until("contacts", "failed")
          assert.strictEqual(yield* askedFor("downloadReadResult"), 1)
          assert.deepStrictEqual(yield* keptIn(folder), [])
        }),
    ),
  )

  it.live("go when it is cancelled and pruned", () =>
    inStore(threePages, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* stoppedAfterPage(folder, "contacts")
        yield* cancelJourney("contacts")
        assert.lengthOf(yield* keptIn(folder), 1)
        yield* Effect.scoped(Effect.andThen(Layer.build(layerRunner()), until("contacts", "cancelled")))
        assert.strictEqual(yield* pruneJourneys(0), 1)
        assert.deepStrictEqual(yield* keptIn(folder), [])
      }),
    ),
  )

  it.live.each([
    { how: "cut off", damaged: (whole: Buffer) => whole.subarray(0, whole.byteLength / 2) },
    { how: "emptied", damaged: () => Buffer.alloc(0) },
    { how: "changed", damaged: (whole: Buffer) => Buffer.from(whole).fill(0, 100, 110) },
  ])("are downloaded again where the file was $how meanwhile", ({ damaged }) =>
    inStore(threePages, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* stoppedAfterPage(folder, "contacts")
        for (const name of yield* keptIn(folder)) {
          const file = join(folder, "journeys", name)
          writeFileSync(file, damaged(readFileSync(file)))
        }
        yield* Layer.build(layerRunner())
        const { failure, result } = yield* until("contacts", "completed", "failed")
        assert.isNull(failure, JSON.stringify(failure))
        assert.include(JSON.stringify(result), '"rows":30')
        assert.strictEqual(yield* askedFor("downloadReadResult"), 4)
      }),
    ),
  )

  it.live("are left to the runner that has taken up the journey of one that stood still", () =>
    inStore(
      { ...threePages, jobDuration: 0, faults: [{ operation: "createReadJob", does: "job-fails", nth: 2 }] },
      (folder) =>
        Effect.gen(function* () {
          const sql = yield* SqlClient.SqlClient
          const own = join(folder, "journeys", "contacts")
          const downloading = join(own, "job-111.zip.contacts.mwym7wu01o88.tmp")
          /** Another runner takes the journey up, and downloads a page. */
          const takenUp = Effect.gen(function* () {
            const failed = yield* sql`SELECT number FROM zoho_bulk_journal WHERE entry LIKE '%"failed"%'`
            if (failed.length === 0 || existsSync(downloading)) return
            yield* beginLife("contacts", "second", 1)
            writeFileSync(downloading, "half an arch")
          }).pipe(Effect.provideService(SqlClient.SqlClient, sql), Effect.orDie)
          const stoodStill = Layer.effect(
            FileSystem.FileSystem,
            Effect.map(FileSystem.FileSystem, (fs) => ({
              ...fs,
              readDirectory: (...[path, options]: Parameters<typeof fs.readDirectory>) =>
                Effect.andThen(path === own ? takenUp : Effect.void, fs.readDirectory(path, options)),
            })),
          )
          yield* submitContacts(folder, "contacts")
          yield* Effect.scoped(
            Effect.gen(function* () {
              yield* Layer.build(layerRunner())
              while (!(yield* Effect.sync(() => existsSync(downloading)))) yield* Effect.sleep("20 millis")
              yield* Effect.sleep("1 second")
            }),
          ).pipe(Effect.timeout("30 seconds"), Effect.provide(stoodStill))
          assert.isTrue(existsSync(downloading))
        }),
    ),
  )

  it.live("are their owner's alone, and go when it is cancelled", () =>
    inStore(threePages, (folder) =>
      Effect.gen(function* () {
        yield* submitContacts(folder, "contacts")
        yield* Layer.build(layerRunner())
        yield* untilKept(folder)
        for (const name of kept(folder)) {
          assert.strictEqual(statSync(join(folder, "journeys", name)).mode & 0o777, 0o600)
        }
        yield* cancelJourney("contacts")
        yield* until("contacts", "cancelled")
        assert.deepStrictEqual(yield* keptIn(folder), [])
      }),
    ),
  )
})
