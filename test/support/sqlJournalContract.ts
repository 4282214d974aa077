import { assert, describe, it } from "@effect/vitest"
import { exportModule, JobId, Journal, Limits, ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import { layerJournalSql } from "@zoho-bulk/core/durable"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Clock, Context, type Duration, Effect, Fiber, Layer, Redacted, Result, type Scope, Stream } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { expectTag } from "./failureAfter.ts"
import { headerAndRows } from "./rows.ts"
import type { runner } from "./runner.ts"

/** Opens the journal of a journey once more, as a process does that takes it up. */
const life = (folder: string) =>
  Effect.map(Layer.build(layerJournalSql({ journey: "contacts", folder })), (context) =>
    Context.get(context, Journal.Journal),
  )

const ordering = (at: number): Journal.JournalEntry => ({ step: "ordering", part: "page 1", at })

const ordered = (last: number): Journal.JournalEntry => ({
  step: "ordered",
  part: "page 1",
  at: 5,
  jobId: JobId.make(`41508680000090000${String(last).padStart(2, "0")}`),
})

const steps = (keeper: Journal.JournalKeeper) => Effect.map(keeper.entries, (all) => all.map(({ step }) => step))

/** Runs a test in a folder and a database of its own. */
export type InDatabase = <A, E>(
  test: (
    folder: string,
  ) => Effect.Effect<A, E, SqlClient.SqlClient | Layer.Success<typeof runner.layerFiles> | Scope.Scope>,
) => Effect.Effect<A, unknown>

/** Tells what came of something within a moment; nothing, of who is silent. */
const soon = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.timeoutOption(effect, "200 millis")

/** What came of a journey; nothing, of one that fell silent. */
const inTime = <A, E, R>(effect: Effect.Effect<A, E, R>, time: Duration.Input = "5 seconds") =>
  Effect.timeoutOption(Effect.result(effect), time)

const emulatedWith = (jobDuration: number) =>
  ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provideMerge(Emulator.layerHttpClient({ records: { Contacts: 30 }, recordsPerPage: 10, jobDuration })),
    Layer.merge(Limits.layer({ callTimeout: "1500 millis", tryTimeout: "1 second" })),
  )

const emulated = emulatedWith(0)

/** What holds of journals, whatever database they are in. */
export const sqlJournalContract = (inStore: InDatabase): void => {
  describe("a journal in a database", () => {
    it.live("has, for who takes it up, all that was written down", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          yield* first.append(ordering(1))
          yield* first.append(ordered(1))
          assert.deepStrictEqual(yield* steps(yield* life(folder)), ["ordering", "ordered"])
        }),
      ),
    )

    it.live("silences who had it before, and fails nothing", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          const second = yield* life(folder)
          assert.isTrue((yield* soon(first.append(ordering(1))))._tag === "None")
          assert.isTrue((yield* soon(first.check ?? Effect.void))._tag === "None")
          yield* second.append(ordering(2))
          assert.deepStrictEqual(yield* steps(yield* life(folder)), ["ordering"])
        }),
      ),
    )

    it.live("ends who is silent where it is told to stop, though it could not be while it wrote", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          yield* life(folder)
          const writing = yield* Effect.forkChild(Effect.uninterruptible(first.append(ordering(1))))
          yield* Effect.sleep(50)
          assert.isTrue((yield* Effect.timeoutOption(Fiber.interrupt(writing), "2 seconds"))._tag === "Some")
        }),
      ),
    )

    it.live("takes from an earlier life the job that its order has made, and nothing else", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          yield* first.append(ordering(1))
          const second = yield* life(folder)
          yield* soon(first.append({ step: "dropped", at: 2, field: "Photo" }))
          yield* soon(first.append(ordered(7)))
          yield* second.append({ step: "paged", part: "page 0", at: 3 })
          assert.deepStrictEqual(yield* steps(second), ["ordering", "ordered", "paged"])
          assert.deepStrictEqual(yield* steps(yield* life(folder)), ["ordering", "ordered", "paged"])
        }),
      ),
    )

    it.live("lets a late answer count more than the word that no job was made", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          yield* first.append(ordering(1))
          const second = yield* life(folder)
          yield* soon(first.append(ordered(7)))
          yield* second.append({ step: "abandoned", part: "page 1", at: 9 })
          assert.deepStrictEqual(yield* steps(second), ["ordering", "ordered"])
        }),
      ),
    )

    it.live("takes no answer to an order that was settled meanwhile", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          yield* first.append(ordering(1))
          const second = yield* life(folder)
          yield* second.append({ step: "abandoned", part: "page 1", at: 4 })
          yield* second.append(ordering(6))
          yield* soon(first.append(ordered(7)))
          assert.deepStrictEqual(yield* steps(yield* life(folder)), ["ordering", "abandoned", "ordering"])
        }),
      ),
    )

    it.live("has one writer of those that open it at once", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const lives = yield* Effect.all(
            Array.from({ length: 8 }, () => life(folder)),
            { concurrency: "unbounded" },
          )
          const wrote = yield* Effect.forEach(lives, (keeper, at) => soon(keeper.append(ordering(at))), {
            concurrency: "unbounded",
          })
          assert.strictEqual(wrote.filter(({ _tag }) => _tag === "Some").length, 1)
        }),
      ),
    )

    it.live("keeps the files of a part apart from those of an earlier life", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          const first = yield* life(folder)
          const text = (words: string) => Stream.make(new TextEncoder().encode(words))
          yield* first.keep("part-1.csv", text("first"))
          const second = yield* life(folder)
          yield* second.keep("part-1.csv", text("second"))
          yield* first.keep("part-1.csv", text("late"))
          yield* second.append({ step: "split", at: 1, parts: [1], digests: ["d"] })
          const third = yield* life(folder)
          assert.strictEqual(yield* Stream.mkString(Stream.decodeText(third.read("part-1.csv"))), "second")
        }),
      ),
    )

    it.live("is refused where a later version of the program made its tables", () =>
      inStore((folder) =>
        Effect.gen(function* () {
          yield* life(folder)
          yield* SqlClient.SqlClient.use((sql) => sql`UPDATE zoho_bulk_versions SET version = 99`)
          const failure = expectTag(yield* Effect.flip(life(folder)), "StorageFailed")
          assert.include(failure.problem, "version 99")
        }),
      ),
    )
  })

  describe("an export with a journal in a database", () => {
    const contacts = (folder: string) =>
      headerAndRows(
        exportModule(
          { module: "Contacts", fields: ["Email"] },
          { journal: layerJournalSql({ journey: "contacts", folder }) },
        ),
      )

    const jobs = Effect.gen(function* () {
      const { requests } = yield* (yield* Emulator.Emulator).report
      return requests.filter(({ operation }) => operation === "createReadJob").length
    })

    it.live(
      "that is begun twice goes on in one of them, and no job is made twice",
      () =>
        inStore((folder) =>
          Effect.gen(function* () {
            const run = inTime(contacts(folder), "12 seconds")
            const runs = yield* Effect.all([run, run], { concurrency: "unbounded" })
            const rows = runs.flatMap((run) =>
              run._tag === "Some" && Result.isSuccess(run.value) ? [run.value.success.length] : [],
            )
            assert.include(rows, 31)
            assert.strictEqual(yield* jobs, 3)
            // Neither is over before the other has begun.
          }).pipe(Effect.provide(emulatedWith(500))),
        ),
      30_000,
    )

    it.live(
      "calls an order unknown only when its answer cannot come any more",
      () =>
        inStore((folder) =>
          Effect.gen(function* () {
            const first = yield* life(folder)
            const begunAt = yield* Clock.currentTimeMillis
            yield* first.append(ordering(begunAt))
            const failure = expectTag(yield* Effect.flip(contacts(folder)), "CreateOutcomeUnknown")
            assert.strictEqual(failure.part, "page 1")
            assert.isAtLeast((yield* Clock.currentTimeMillis) - begunAt, 1_500)
            assert.strictEqual(yield* jobs, 0)
          }).pipe(Effect.provide(emulated)),
        ),
      20_000,
    )
  })
}
