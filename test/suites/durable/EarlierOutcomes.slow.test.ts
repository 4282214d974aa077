import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { cancelJourney, pruneJourneys } from "@zoho-bulk/core/durable"
import { Effect, Layer, Stream } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { putInPlace } from "../../../packages/core/src/durable/carry/putInPlace.ts"
import { beginLife } from "../../../packages/core/src/durable/table/JourneyLife.ts"
import { askedFor, inStore, layerRunner, submitContacts, until } from "../../support/durableRunner.ts"
import { submitLeadsOf } from "../../support/leadsJourney.ts"

const lines = ["Last_Name,Company", '"Boyle\nthe elder",Zylker', "Hooke,Zylker"]

/** Lets nobody write down the result of a journey, as if the runner were killed before it could. */
const refuseResults = SqlClient.SqlClient.use(
  (sql) => sql`CREATE TRIGGER refused BEFORE UPDATE OF result ON zoho_bulk_journeys
    WHEN NEW.result IS NOT NULL BEGIN SELECT RAISE(ABORT, 'refused'); END`,
)

const acceptResults = SqlClient.SqlClient.use((sql) => sql`DROP TRIGGER refused`)

/** Lets another runner begin with the journey, as the engine does once it knows that the first one is dead. */
const queueAgain = SqlClient.SqlClient.use(
  (sql) => sql`UPDATE zoho_bulk_journeys SET state = 'queued', execution = NULL`,
)

const outcomesIn = (folder: string) => readdirSync(folder).filter((name) => name.startsWith("outcomes"))

describe("an import whose outcomes were in place before its result was written down", () => {
  it.live("writes the same again, and keeps the earlier file once", () =>
    inStore({ records: { Leads: 0 }, jobDuration: 0 }, (folder) =>
      Effect.gen(function* () {
        writeFileSync(join(folder, "outcomes.csv"), "of somebody\n")
        yield* refuseResults
        const { outcomes } = yield* submitLeadsOf(folder, "leads", lines)
        yield* Effect.provide(until("leads", "failed"), layerRunner())
        const told = readFileSync(outcomes, "utf8")
        assert.include(told, "4,added,")
        yield* acceptResults
        assert.strictEqual((yield* submitLeadsOf(folder, "leads", lines)).state, "queued again")
        const { result } = yield* Effect.provide(until("leads", "completed", "failed"), layerRunner())
        assert.deepStrictEqual(result, { rows: 2, statuses: { added: 2 }, file: outcomes })
        assert.deepStrictEqual(outcomesIn(folder).toSorted(), ["outcomes.1.csv", "outcomes.csv"])
        assert.strictEqual(readFileSync(outcomes, "utf8"), told)
        assert.strictEqual(readFileSync(join(folder, "outcomes.1.csv"), "utf8"), "of somebody\n")
        assert.strictEqual(yield* askedFor("createWriteJob"), 1)
      }),
    ),
  )
})

describe("an import that is cancelled", () => {
  it.live("leaves no lines of its rows behind once it is pruned", () =>
    inStore({ records: { Leads: 0 }, jobDuration: "1 hour" }, (folder) =>
      Effect.gen(function* () {
        yield* submitLeadsOf(folder, "leads", lines)
        yield* Layer.build(layerRunner())
        while ((yield* askedFor("createWriteJob")) === 0) yield* Effect.sleep("50 millis")
        assert.include(readdirSync(join(folder, "journeys", "leads")), "lines.csv")
        yield* cancelJourney("leads")
        yield* until("leads", "cancelled")
        assert.strictEqual(yield* pruneJourneys(0), 1)
        assert.notInclude(readdirSync(join(folder, "journeys")), "leads")
      }),
    ),
  )
})

describe("what stands where a runner puts its file that has lost its journey to another one", () => {
  it.live("is neither replaced nor given another name", () =>
    inStore({}, (folder) =>
      Effect.gen(function* () {
        const file = join(folder, "outcomes.csv")
        writeFileSync(file, "of another journey\n")
        yield* submitContacts(folder, "contacts")
        const life = yield* beginLife("contacts", "first", 1)
        yield* beginLife("contacts", "second", 1)
        const errand = {
          key: "contacts",
          folder,
          kept: null,
          check: life?.check ?? Effect.die("no life"),
          keepResult: () => Effect.die("a result was written down"),
        }
        const putting = putInPlace(file, Stream.make(["of the first"]), errand, "kept", () => null)
        assert.strictEqual((yield* Effect.timeoutOption(putting, "500 millis"))._tag, "None")
        assert.strictEqual(readFileSync(file, "utf8"), "of another journey\n")
        assert.deepStrictEqual(outcomesIn(folder), ["outcomes.csv"])
      }),
    ),
  )
})

describe("an import that an older version has begun, which kept no lines of its rows", () => {
  it.live("goes on without its file, and leaves its lines open", () =>
    inStore({ records: { Leads: 0 }, jobDuration: "3 seconds" }, (folder) =>
      Effect.gen(function* () {
        const { input, outcomes } = yield* submitLeadsOf(folder, "leads", lines)
        yield* Effect.gen(function* () {
          yield* Layer.build(layerRunner())
          while ((yield* askedFor("createWriteJob")) === 0) yield* Effect.sleep("50 millis")
        }).pipe(Effect.scoped)
        rmSync(join(folder, "journeys", "leads", "lines.csv"))
        rmSync(input)
        yield* queueAgain
        yield* Effect.provide(until("leads", "completed", "failed"), layerRunner())
        const told = readFileSync(outcomes, "utf8").replaceAll(/,\d{10,},/g, ",ID,")
        assert.strictEqual(
          told,
          'result_line,result_status,result_id,result_because,Last_Name,Company\n,added,ID,,"Boyle\nthe elder",Zylker\n,added,ID,,Hooke,Zylker\n',
        )
        assert.strictEqual(yield* askedFor("createWriteJob"), 1)
      }),
    ),
  )
})
