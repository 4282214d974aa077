import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import {
  cancelJourney,
  countJourneys,
  findJourney,
  type JourneyState,
  listJourneys,
  pruneJourneys,
  scheduleJourney,
} from "@zoho-bulk/core/durable"
import { Clock, Effect, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { takeUpLost } from "../../packages/core/src/durable/admission/takeUpLost.ts"
import { markRunning, nextInLine } from "../../packages/core/src/durable/admission/waitingJourneys.ts"
import { isOver } from "../../packages/core/src/durable/JourneyState.ts"
import { beginLife, endCancelled } from "../../packages/core/src/durable/table/JourneyLife.ts"
import { prunable } from "../../packages/core/src/durable/prune/pruneJourneys.ts"
import { listSchedules, submitDue } from "../../packages/core/src/durable/table/schedules.ts"
import { type InStore, layerRunner, submitContacts, until } from "./durableRunner.ts"
import { expectTag } from "./failureAfter.ts"

const contacts = { records: { Contacts: 3 }, jobDuration: 0 }

/** Submits a journey, cancels it before it has begun, and submits it again. */
const submitTwice = (folder: string) =>
  Effect.gen(function* () {
    yield* submitContacts(folder, "contacts")
    const [first] = yield* nextInLine(["zylker"], 1, 1)
    yield* Effect.sleep("5 millis")
    yield* cancelJourney("contacts")
    assert.strictEqual(yield* submitContacts(folder, "contacts"), "queued again")
    assert.isDefined(first)
    return first
  })

const nightly = (folder: string, everyMillis: number) =>
  scheduleJourney({
    key: "nightly",
    organization: "zylker",
    request: {
      kind: "export",
      request: { module: "Contacts", fields: ["Email"] },
      output: join(folder, "nightly.csv"),
    },
    folder: join(folder, "journeys"),
    everyMillis,
  })

/** The runs of a schedule, and of what else is in the table, the first first. */
const keysMade = Effect.map(listJourneys(), (journeys) =>
  journeys.map(({ key }) => key).toSorted((one, other) => one.localeCompare(other)),
)

/** Has it look as if a journey were in a state. */
const putInto = Effect.fnUntraced(function* (key: string, state: JourneyState) {
  const sql = yield* SqlClient.SqlClient
  const endedAt = isOver(state) ? yield* Clock.currentTimeMillis : null
  yield* sql`UPDATE zoho_bulk_journeys SET state = ${state}, ended_at = ${endedAt} WHERE key = ${key}`
})

/** Submits what is due until there is a journey more. */
const untilOneMore = Effect.gen(function* () {
  const before = yield* keysMade
  for (;;) {
    yield* submitDue
    const more = (yield* keysMade).filter((key) => !before.includes(key))
    if (more.length > 0) return more
    yield* Effect.sleep("20 millis")
  }
}).pipe(Effect.timeout("10 seconds"))

/** What the table says of one journey, whether or not its row can be read. */
const stateOf = (key: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient.SqlClient
    const [row] = yield* sql<{ readonly state: string; readonly failure: string | null }>`SELECT state, failure
      FROM zoho_bulk_journeys WHERE key = ${key}`
    return row
  })

/** Has it look as if a run of contacts were under way, and nobody had written of it for so long. */
const silentFor = Effect.fnUntraced(function* (millis: number, run: number) {
  const sql = yield* SqlClient.SqlClient
  const changedAt = (yield* Clock.currentTimeMillis) - millis
  yield* sql`UPDATE zoho_bulk_journeys SET state = 'running', ended_at = NULL, changed_at = ${changedAt}
    WHERE key = 'contacts' AND run = ${run} AND state IN ('running', 'completed')`
})

/** Looks for a silent run of contacts until it is taken up: its execution ends a moment after its journey, and may write of it until then. */
const takenUp = (run: number) =>
  Effect.gen(function* () {
    yield* silentFor(180_000, run)
    const isUnderWay = Effect.map(findJourney("contacts"), (found) => found?.run === run && found.state === "running")
    while (yield* isUnderWay) {
      yield* takeUpLost
      yield* Effect.sleep("50 millis")
      if (yield* isUnderWay) yield* silentFor(180_000, run)
    }
  })

/** What holds of journeys that have been submitted again, and of rows that nobody expects, whatever database their table is in. */
export const oddJourneysContract = (inStore: InStore): void => {
  describe("a journey that was submitted again", () => {
    it.live("is not cancelled, taken up or marked by what is left of its first run", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const first = yield* submitTwice(folder)
          yield* endCancelled("contacts", 1)
          assert.isUndefined(yield* beginLife("contacts", "late", 1))
          yield* markRunning(first, "late", "execution of the first run", yield* Clock.currentTimeMillis)
          assert.deepInclude(yield* findJourney("contacts"), { state: "queued", execution: null, runner: null, run: 2 })
          yield* Layer.build(layerRunner())
          assert.deepInclude(yield* until("contacts", "completed", "failed", "cancelled"), {
            state: "completed",
            run: 2,
          })
        }),
      ),
    )
  })

  describe("a journey that its engine has lost", () => {
    it.live("is taken up once nobody has written of it for a while, with the jobs that it has", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const engine = yield* Layer.build(WorkflowEngine.layerMemory)
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner({}, Layer.succeedContext(engine)))
          const { jobs } = yield* until("contacts", "completed")
          yield* silentFor(120_000, 1)
          yield* Effect.provide(takeUpLost, engine)
          assert.deepInclude(yield* findJourney("contacts"), { state: "running", run: 1 })
          yield* Effect.provide(takenUp(1), engine)
          assert.deepInclude(yield* until("contacts", "completed"), { run: 2, jobs })
          // Older versions did not always write down what an execution is called.
          yield* SqlClient.SqlClient.use(
            (sql) => sql`UPDATE zoho_bulk_journeys SET cancel = 1, execution = NULL WHERE key = 'contacts'`,
          )
          yield* Effect.provide(takenUp(2), engine)
          assert.strictEqual((yield* findJourney("contacts"))?.state, "cancelled")
        }),
      ),
    )

    it.live("while it waits for a word is over once it is cancelled, and waits for it until then", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const engine = yield* Layer.build(WorkflowEngine.layerMemory)
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner({}, Layer.succeedContext(engine)))
          yield* until("contacts", "completed")
          const sql = yield* SqlClient.SqlClient
          const asking = sql`UPDATE zoho_bulk_journeys SET state = 'needs-a-word', ended_at = NULL, changed_at = 0
            WHERE key = 'contacts' AND state IN ('completed', 'needs-a-word')`
          yield* asking
          yield* Effect.provide(takeUpLost, engine)
          assert.deepInclude(yield* findJourney("contacts"), { state: "needs-a-word", run: 1 })
          assert.strictEqual(yield* cancelJourney("contacts"), "stopping")
          while ((yield* findJourney("contacts"))?.state !== "cancelled") {
            yield* asking
            yield* Effect.provide(takeUpLost, engine)
          }
        }),
      ),
    )

    it.live("is known by its execution, though that took it up before it was marked", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          const [waiting] = yield* nextInLine(["zylker"], 1, 1)
          assert.isDefined(waiting)
          yield* beginLife("contacts", "first", 1)
          yield* markRunning(waiting, "second", "an execution", yield* Clock.currentTimeMillis)
          assert.deepInclude(yield* findJourney("contacts"), { state: "running", runner: "first" })
          const sql = yield* SqlClient.SqlClient
          const rows = yield* sql`SELECT execution FROM zoho_bulk_journeys WHERE key = 'contacts'`
          assert.deepStrictEqual(rows, [{ execution: "an execution" }])
        }),
      ),
    )

    it.live("is left to whoever carries it, however long that is silent", () =>
      inStore({ records: { Contacts: 3 }, jobDuration: 3_600_000 }, (folder) =>
        Effect.gen(function* () {
          const engine = yield* Layer.build(WorkflowEngine.layerMemory)
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner({}, Layer.succeedContext(engine)))
          yield* until("contacts", "running")
          const sql = yield* SqlClient.SqlClient
          yield* sql`UPDATE zoho_bulk_journeys SET changed_at = 0 WHERE key = 'contacts'`
          yield* Effect.provide(takeUpLost, engine)
          assert.deepInclude(yield* findJourney("contacts"), { state: "running", run: 1 })
        }),
      ),
    )
  })

  describe("a schedule that is listed", () => {
    it.live("says when it is due next, and which journey it made last", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const first = yield* nightly(folder, 3_600_000)
          assert.isUndefined(first.replaced)
          assert.deepInclude((yield* listSchedules)[0], { key: "nightly", dueAt: first.dueAt, last: undefined })
          yield* Layer.build(layerRunner())
          const last = { key: `nightly@${first.dueAt}`, state: "completed" }
          yield* until(last.key, "completed")
          const changed = yield* nightly(folder, 7_200_000)
          assert.deepStrictEqual(changed, {
            dueAt: first.dueAt + 3_600_000,
            replaced: { everyMillis: 3_600_000, isSame: true },
          })
          assert.deepInclude((yield* listSchedules)[0], {
            organization: "zylker",
            kind: "export",
            everyMillis: 7_200_000,
            dueAt: changed.dueAt,
            last,
          })
        }),
      ),
    )
  })

  describe("a journey that was pruned", () => {
    it.live("is neither counted nor listed unless somebody asks for it, and its key is refused with that", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* cancelJourney("contacts")
          assert.strictEqual((yield* countJourneys).byState.get("cancelled"), 1)
          assert.deepStrictEqual(
            (yield* prunable(0)).map(({ key }) => key),
            ["contacts"],
          )
          assert.strictEqual(yield* pruneJourneys(0), 1)
          assert.strictEqual((yield* countJourneys).byState.get("cancelled"), 0)
          assert.deepStrictEqual(yield* listJourneys(), [])
          assert.strictEqual((yield* listJourneys({ pruned: true })).length, 1)
          const refused = expectTag(yield* Effect.flip(submitContacts(folder, "contacts")), "InvalidRequest")
          assert.include(refused.problem, "pruned: export for zylker, cancelled")
        }),
      ),
    )
  })

  describe("a journey that asks again while a runner is late to note that it has given a word", () => {
    it.live("stays in the line with its new word", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          const [late] = yield* nextInLine(["zylker"], 1, 1)
          yield* Effect.sleep("5 millis")
          const at = yield* Clock.currentTimeMillis
          const sql = yield* SqlClient.SqlClient
          yield* sql`UPDATE zoho_bulk_journeys SET queued_at = ${at}, word = '{"_tag":"NoJob"}' WHERE key = 'contacts'`
          assert.isDefined(late)
          yield* markRunning(late, "late", "execution", at)
          assert.strictEqual((yield* findJourney("contacts"))?.state, "queued")
        }),
      ),
    )
  })

  describe("a row that this version cannot read", () => {
    const damaged = (damage: string) =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "strange", "other")
          yield* submitContacts(folder, "contacts")
          const sql = yield* SqlClient.SqlClient
          yield* sql.unsafe(`UPDATE zoho_bulk_journeys SET ${damage} WHERE key = 'strange'`)
          yield* Layer.build(layerRunner())
          while ((yield* stateOf("contacts"))?.state !== "completed") yield* Effect.sleep("50 millis")
          while ((yield* stateOf("strange"))?.state !== "failed") yield* Effect.sleep("50 millis")
          assert.include((yield* stateOf("strange"))?.failure, "Use the version of zoho-bulk that wrote it")
        }).pipe(Effect.timeout("20 seconds")),
      )

    it.live("fails and says why, and holds up no other journey, where its kind is not known", () =>
      damaged("kind = 'backup'"),
    )

    it.live("fails and says why, and holds up no other journey, where its request is not known", () =>
      damaged(`request = '{"kind":"backup"}'`),
    )
  })

  describe("a schedule whose last run is not over", () => {
    it.live("starts none beside it, moves on along its grid, and starts one when that is over", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const { dueAt } = yield* nightly(folder, 200)
          const first = `nightly@${dueAt}`
          yield* submitDue
          for (const state of ["queued", "running", "needs-a-word"] as const) {
            yield* putInto(first, state)
            yield* Effect.sleep("450 millis")
            yield* submitDue
            assert.deepStrictEqual(yield* keysMade, [first])
            const [schedule] = yield* listSchedules
            assert.isDefined(schedule)
            assert.deepStrictEqual(schedule.last, { key: first, state })
            assert.isAbove(schedule.dueAt, (yield* Clock.currentTimeMillis) - 200)
            assert.strictEqual((schedule.dueAt - dueAt) % 200, 0)
          }
          yield* putInto(first, "completed")
          const [{ dueAt: next } = { dueAt: 0 }] = yield* listSchedules
          assert.deepStrictEqual(yield* untilOneMore, [`nightly@${next}`])
          assert.deepStrictEqual((yield* listSchedules)[0]?.last, { key: `nightly@${next}`, state: "queued" })
        }),
      ),
    )

    it.live("waits for an older run as well that was submitted again", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const { dueAt } = yield* nightly(folder, 200)
          yield* submitDue
          yield* putInto(`nightly@${dueAt}`, "failed")
          const [second = ""] = yield* untilOneMore
          yield* putInto(second, "completed")
          yield* putInto(`nightly@${dueAt}`, "queued")
          yield* Effect.sleep("450 millis")
          yield* submitDue
          assert.deepStrictEqual(yield* keysMade, [`nightly@${dueAt}`, second])
        }),
      ),
    )

    it.live("does not take the journeys of others for its runs, however alike their keys", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const others = [
            "nightly",
            "nightly@",
            "nightly@backup",
            "nightly@1@1700000000000",
            "nightly1@1700000000000",
            "n_ghtly@1",
          ]
          for (const key of others) yield* submitContacts(join(folder, "others"), key)
          const { dueAt } = yield* nightly(folder, 3_600_000)
          yield* submitDue
          assert.strictEqual((yield* findJourney(`nightly@${dueAt}`))?.state, "queued")
        }),
      ),
    )

    it.live("starts one run, however many runners look", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* nightly(folder, 50)
          for (let round = 0; round < 5; round++) {
            yield* Effect.all(
              Array.from({ length: 6 }, () => submitDue),
              { concurrency: "unbounded" },
            )
            yield* Effect.sleep("60 millis")
          }
          assert.strictEqual((yield* keysMade).length, 1)
        }),
      ),
    )
  })

  describe("a schedule into a file that a journey which is not over writes to", () => {
    it.live("is refused, unless that is a run of its own, and taken when that one is over", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "nightly")
          const refused = expectTag(yield* Effect.flip(nightly(folder, 3_600_000)), "InvalidRequest")
          assert.strictEqual(
            refused.problem,
            `The journey nightly, which is queued, also writes to ${join(folder, "nightly.csv")}`,
          )
          assert.deepStrictEqual(yield* listSchedules, [])
          yield* cancelJourney("nightly")
          yield* nightly(folder, 3_600_000)
          yield* submitDue
          assert.isDefined((yield* nightly(folder, 7_200_000)).replaced)
        }),
      ),
    )
  })

  describe("a schedule", () => {
    it.live("that cannot be read holds up no journey", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const sql = yield* SqlClient.SqlClient
          yield* sql`INSERT INTO zoho_bulk_schedules (name, organization, request, folder, every, due_at)
            VALUES ('strange', 'other', '{"kind":"backup"}', '/', 60000, 0)`
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          assert.strictEqual((yield* until("contacts", "completed")).state, "completed")
        }).pipe(Effect.timeout("20 seconds")),
      ),
    )

    it.live("is refused whose interval is no time", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          for (const every of [0, -5, Number.NaN, 1_000.5, 2 ** 60, Number.POSITIVE_INFINITY]) {
            expectTag(yield* Effect.flip(nightly(folder, every)), "InvalidRequest")
          }
        }),
      ),
    )

    it.live("is made soon where its new interval is shorter, whatever the clock said before", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* nightly(folder, 24 * 3_600_000)
          const sql = yield* SqlClient.SqlClient
          yield* sql`UPDATE zoho_bulk_schedules SET due_at = 4102444800000`
          yield* nightly(folder, 500)
          yield* Layer.build(layerRunner())
          while ((yield* listJourneys()).length === 0) yield* Effect.sleep("50 millis")
        }).pipe(Effect.timeout("20 seconds")),
      ),
    )
  })
}
