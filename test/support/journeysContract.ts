import { existsSync, linkSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { JobId } from "@zoho-bulk/core"
import { awaitJourney, cancelJourney, findJourney, resolveOrder, submitJourney } from "@zoho-bulk/core/durable"
import { Effect, Exit, Layer } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import { askedFor, type InStore, layerRunner, submitContacts, submitMirror, until } from "./durableRunner.ts"
import { expectTag } from "./failureAfter.ts"
import { leadsOfNobody, strangeJob, submitLeads, submitLeadsOf } from "./leadsJourney.ts"

const contacts = { records: { Contacts: 30, Leads: 0 }, recordsPerPage: 10, jobDuration: 0 }

const lostAnswer = {
  ...contacts,
  faults: [{ does: "lost-reply", operation: "createReadJob", nth: 2 }] as const,
}

/** Takes away what a journey has noted last, as if it had been killed before. */
const forgetEnd = Effect.fnUntraced(function* (key: string, journal: string) {
  const sql = yield* SqlClient.SqlClient
  yield* sql`DELETE FROM zoho_bulk_journal WHERE journey = ${journal} AND entry LIKE '%"finished"%'`
  yield* sql`UPDATE zoho_bulk_journeys SET state = 'queued', result = NULL, ended_at = NULL WHERE key = ${key}`
})

/** What holds of journeys, whatever database their table is in. */
export const journeysContract = (inStore: InStore): void => {
  describe("a journey that is submitted", () => {
    it.live("is made by a runner that comes later, and its rows are in the file", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          assert.strictEqual(yield* submitContacts(folder, "contacts"), "queued")
          assert.strictEqual((yield* findJourney("contacts"))?.state, "queued")
          yield* Layer.build(layerRunner())
          const journey = yield* until("contacts", "completed")
          assert.deepStrictEqual(journey.result, { rows: 30, file: join(folder, "contacts.csv") })
          assert.strictEqual(readFileSync(join(folder, "contacts.csv"), "utf8").trim().split("\n").length, 31)
          assert.strictEqual(journey.jobs.length, 3)
          assert.isAtLeast(journey.credits, 150)
        }),
      ),
    )

    it.live("twice is one journey, and another one of its key is refused", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          assert.strictEqual(yield* submitContacts(folder, "contacts"), "known")
          const failure = expectTag(yield* Effect.flip(submitContacts(folder, "contacts", "other")), "InvalidRequest")
          assert.include(failure.problem, "another journey")
        }),
      ),
    )

    it.live("is refused where its key or its files are not whole", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          expectTag(yield* Effect.flip(submitContacts(folder, "../contacts")), "InvalidRequest")
          const failure = expectTag(yield* Effect.flip(submitContacts("here", "contacts")), "InvalidRequest")
          assert.include(failure.problem, "not an absolute path")
        }),
      ),
    )

    it.live("is refused where it would copy a module twice at once", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const copied = submitMirror(folder, "copies", ["Contacts", "Leads", "Contacts"])
          const failure = expectTag(yield* Effect.flip(copied), "InvalidRequest")
          assert.include(failure.problem, "Contacts is named twice")
        }),
      ),
    )

    it.live("is refused where what it tells of its rows would replace them", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const submitted = submitJourney({
            key: "leads",
            organization: "zylker",
            request: {
              kind: "import",
              request: { module: "Leads", operation: "insert" },
              input: join(folder, "leads.csv"),
              outcomes: join(folder, ".", "other", "..", "leads.csv"),
            },
            folder: join(folder, "journeys"),
          })
          const failure = expectTag(yield* Effect.flip(submitted), "InvalidRequest")
          assert.include(failure.problem, "is the file to import")
        }),
      ),
    )

    it.live("writes rows, and tells what became of each", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const [input, outcomes] = [join(folder, "leads.csv"), join(folder, "outcomes.csv")]
          writeFileSync(input, "Last_Name,Company\nBoyle,Zylker\nHooke,Zylker\n,Zylker\n")
          yield* submitJourney({
            key: "leads",
            organization: "zylker",
            request: { kind: "import", request: { module: "Leads", operation: "insert" }, input, outcomes },
            folder: join(folder, "journeys"),
          })
          yield* Layer.build(layerRunner())
          const { result } = yield* until("leads", "completed", "failed")
          assert.deepInclude(result, { rows: 3, file: outcomes })
          assert.strictEqual(readFileSync(outcomes, "utf8").trim().split("\n").length, 4)
          assert.strictEqual(yield* askedFor("createWriteJob"), 1)
        }),
      ),
    )

    it.live("tells of each row on which line it begins, and in words why it was not taken", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const { outcomes } = yield* submitLeadsOf(folder, "leads", [
            "Last_Name,Company",
            '"Boyle\nthe elder",Zylker',
            "",
            "Hooke,Zylker",
            ",Zylker",
          ])
          yield* Layer.build(layerRunner())
          yield* until("leads", "completed", "failed")
          assert.strictEqual(
            readFileSync(outcomes, "utf8").replaceAll(/,\d{10,},/g, ",ID,"),
            [
              "result_line,result_status,result_id,result_because,Last_Name,Company",
              '2,added,ID,,"Boyle\nthe elder",Zylker',
              "5,added,ID,,Hooke,Zylker",
              '6,skipped,,"MANDATORY_NOT_FOUND (Last_Name): it is mandatory, and empty",,Zylker',
              "",
            ].join("\n"),
          )
          assert.notInclude(readdirSync(join(folder, "journeys", "leads")), "lines.csv")
        }),
      ),
    )

    it.live("counts lines from the first row where the request has the header", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const header = ["Last_Name", "Company"]
          const { outcomes } = yield* submitLeadsOf(folder, "leads", ["Boyle,Zylker", "", "Hooke,Zylker"], { header })
          yield* Layer.build(layerRunner())
          yield* until("leads", "completed", "failed")
          const told = readFileSync(outcomes, "utf8")
            .replaceAll(/,\d{10,},/g, ",ID,")
            .split("\n")
          assert.deepStrictEqual(told.slice(1), ["1,added,ID,,Boyle,Zylker", "3,added,ID,,Hooke,Zylker", ""])
        }),
      ),
    )

    it.live("keeps what an earlier import told in the same file, and says where", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* Layer.build(layerRunner())
          const { outcomes } = yield* submitLeadsOf(folder, "one", ["Last_Name,Company", "Boyle,Zylker"])
          const first = yield* until("one", "completed", "failed")
          const told = readFileSync(outcomes, "utf8")
          yield* submitLeadsOf(folder, "two", ["Last_Name,Company", "Hooke,Zylker"])
          const second = yield* until("two", "completed", "failed")
          assert.strictEqual(readFileSync(join(folder, "outcomes.1.csv"), "utf8"), told)
          assert.include(readFileSync(outcomes, "utf8"), ",Hooke,Zylker")
          assert.notProperty(first.result, "earlier")
          assert.deepInclude(second.result, { file: outcomes, earlier: join(folder, "outcomes.1.csv") })
        }),
      ),
    )

    it.live("keeps an earlier file under the name that a killed runner has given it already", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          writeFileSync(join(folder, "outcomes.csv"), "of somebody\n")
          linkSync(join(folder, "outcomes.csv"), join(folder, "outcomes.1.csv"))
          yield* submitLeadsOf(folder, "leads", ["Last_Name,Company", "Boyle,Zylker"])
          yield* Layer.build(layerRunner())
          const { result } = yield* until("leads", "completed", "failed")
          assert.deepInclude(result, { earlier: join(folder, "outcomes.1.csv") })
          assert.strictEqual(readFileSync(join(folder, "outcomes.1.csv"), "utf8"), "of somebody\n")
          assert.isFalse(existsSync(join(folder, "outcomes.2.csv")))
        }),
      ),
    )

    it.live("replaces an earlier file of an export", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          writeFileSync(join(folder, "contacts.csv"), "of somebody\n")
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          yield* until("contacts", "completed", "failed")
          assert.deepStrictEqual(
            readdirSync(folder).filter((name) => name.startsWith("contacts")),
            ["contacts.csv"],
          )
        }),
      ),
    )

    it.live("keeps copies in a folder and in a database", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const mirror = (key: string, target: Parameters<typeof submitJourney>[0]["request"] & { kind: "mirror" }) =>
            submitJourney({ key, organization: "zylker", request: target, folder: join(folder, "journeys") })
          const modules = [{ module: "Contacts" }]
          yield* mirror("files", {
            kind: "mirror",
            modules,
            target: { _tag: "folder", folder: join(folder, "copies") },
          })
          yield* mirror("rows", {
            kind: "mirror",
            modules,
            target: { _tag: "sqlite", file: join(folder, "copies.db") },
          })
          yield* Layer.build(layerRunner())
          for (const key of ["files", "rows"]) {
            const { failure, result } = yield* until(key, "completed", "failed")
            assert.deepStrictEqual([failure, result], [null, { modules: [{ module: "Contacts", rows: 30 }] }])
          }
        }),
      ),
    )

    it.live("that was killed between its copy and the note of it reads nothing once more", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitMirror(folder, "files")
          yield* Effect.scoped(Effect.andThen(Layer.build(layerRunner()), until("files", "completed")))
          yield* forgetEnd("files", "files/Contacts")
          yield* Layer.build(layerRunner())
          const { failure, result } = yield* until("files", "completed", "failed")
          assert.deepStrictEqual([failure, result], [null, { modules: [{ module: "Contacts", rows: 30 }] }])
          assert.strictEqual(yield* askedFor("createReadJob"), 3)
        }),
      ),
    )

    it.live("that fails says why, and goes on where it is submitted again", () =>
      inStore({ ...contacts, faults: [{ does: "job-fails", nth: 1 }] }, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          const { failure } = yield* until("contacts", "failed")
          assert.strictEqual(failure?.error, "JobFailed")
          assert.strictEqual(yield* submitContacts(folder, "contacts"), "queued again")
          const { result, run } = yield* until("contacts", "completed")
          assert.deepInclude(result, { rows: 30 })
          assert.strictEqual(run, 2)
        }),
      ),
    )
  })

  describe("a journey whose order got no answer", () => {
    it.live("waits for a word, and goes on with it", () =>
      inStore(lostAnswer, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          const { asks } = yield* until("contacts", "needs-a-word")
          assert.strictEqual(asks?.part, "page 2")
          yield* resolveOrder({ key: "contacts", word: { _tag: "NoJob" } })
          assert.deepInclude((yield* until("contacts", "completed", "failed")).result, { rows: 30 })
        }),
      ),
    )
  })

  describe("an import that goes on with a job which is not its own", () => {
    const [lostOrder, jobDuration] = [{ does: "lost-reply", operation: "createWriteJob", nth: 1 } as const, 1500]

    /** Has an import ask for a word, and gives it the job of another import that no store knows. */
    const misled = (folder: string) =>
      Effect.gen(function* () {
        yield* submitLeads(folder, "leads")
        yield* Layer.build(layerRunner())
        yield* until("leads", "needs-a-word")
        yield* resolveOrder({ key: "leads", word: { _tag: "Adopt", jobId: yield* strangeJob(leadsOfNobody) } })
        return yield* until("leads", "completed", "failed")
      })

    it.live("fails, whichever life it is in, and says how many rows are of unknown outcome and where they stand", () =>
      inStore({ ...contacts, jobDuration, faults: [lostOrder] }, (folder) =>
        Effect.gen(function* () {
          for (const { failure, result, state } of [
            yield* misled(folder),
            yield* Effect.andThen(submitLeads(folder, "leads"), until("leads", "completed", "failed")),
          ]) {
            assert.deepInclude(result, { rows: 2, statuses: { unknown: 2 } })
            assert.deepInclude({ ...failure, state }, { state: "failed", error: "OutcomesDiffer" })
            assert.include(failure?.message, "The outcome of 2 rows is unknown")
            assert.include(failure?.remedy, join(folder, "leads-outcomes.csv"))
            assert.include(failure?.remedy, "do not send them again unchecked")
          }
        }),
      ),
    )
  })

  describe("a job that another journey has", () => {
    it.live("is refused at once, and whose it is, is said, unless that one is of another organisation", () =>
      inStore({ ...contacts, faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 2 }] }, (folder) =>
        Effect.gen(function* () {
          yield* submitLeads(folder, "one")
          yield* Layer.build(layerRunner())
          const [jobId] = (yield* until("one", "completed")).jobs
          yield* submitLeads(folder, "two")
          yield* until("two", "needs-a-word")
          const word = { _tag: "Adopt", jobId: JobId.make(jobId ?? "") } as const
          const failure = expectTag(yield* Effect.flip(resolveOrder({ key: "two", word })), "InvalidRequest")
          assert.strictEqual(failure.problem, `Job ${jobId} cannot be the one of part 1: journey one has it`)
          assert.strictEqual((yield* findJourney("two"))?.state, "needs-a-word")
          const sql = yield* SqlClient.SqlClient
          yield* sql`UPDATE zoho_bulk_journeys SET organization = 'other' WHERE key = 'one'`
          yield* resolveOrder({ key: "two", word })
        }),
      ),
    )

    it.live("is one that another journey is to go on with", () =>
      inStore({ ...contacts, faults: [{ does: "lost-reply", operation: "createReadJob", nth: [1, 2] }] }, (folder) =>
        Effect.gen(function* () {
          for (const key of ["one", "two"]) yield* submitContacts(folder, key)
          yield* Effect.scoped(
            Effect.gen(function* () {
              yield* Layer.build(layerRunner())
              for (const key of ["one", "two"]) yield* until(key, "needs-a-word")
            }),
          )
          const word = { _tag: "Adopt", jobId: JobId.make("4150868000005376042") } as const
          yield* resolveOrder({ key: "one", word })
          const failure = expectTag(yield* Effect.flip(resolveOrder({ key: "two", word })), "InvalidRequest")
          assert.include(failure.problem, "journey one has it")
        }),
      ),
    )
  })

  describe("a journey that is cancelled", () => {
    it.live("before it began is over at once", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          assert.strictEqual(yield* cancelJourney("contacts"), "cancelled")
          yield* Layer.build(layerRunner())
          yield* Effect.sleep("1500 millis")
          assert.strictEqual(yield* askedFor("createReadJob"), 0)
          assert.strictEqual(yield* cancelJourney("contacts"), "over")
        }),
      ),
    )

    it.live("while it is under way stops where it is", () =>
      inStore({ ...contacts, jobDuration: 3_600_000 }, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          yield* until("contacts", "running")
          yield* Effect.sleep("500 millis")
          assert.strictEqual(yield* cancelJourney("contacts"), "stopping")
          yield* until("contacts", "cancelled")
        }),
      ),
    )
  })
  describe("a file that a journey which is not over writes to", () => {
    /** The export of contacts into the file of the journey `contacts`. */
    const intoTheSame = (folder: string, key: string) =>
      submitJourney({
        key,
        organization: "zylker",
        request: { kind: "export", request: { module: "Contacts" }, output: join(folder, "contacts.csv") },
        folder: join(folder, "journeys"),
      })

    it.live("is refused to another one, and free when that one is over", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          const failure = expectTag(yield* Effect.flip(intoTheSame(folder, "again")), "InvalidRequest")
          assert.strictEqual(
            failure.problem,
            `The journey contacts, which is queued, also writes to ${join(folder, "contacts.csv")}`,
          )
          assert.isUndefined(yield* findJourney("again"))
          assert.strictEqual(yield* submitContacts(folder, "contacts"), "known")
          yield* cancelJourney("contacts")
          assert.strictEqual(yield* intoTheSame(folder, "again"), "queued")
          expectTag(yield* Effect.flip(submitContacts(folder, "contacts")), "InvalidRequest")
          assert.strictEqual((yield* findJourney("contacts"))?.state, "cancelled")
        }),
      ),
    )

    it.live("is refused as the outcomes of an import as well", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          const importing = submitJourney({
            key: "leads",
            organization: "zylker",
            request: {
              kind: "import",
              request: { module: "Leads", operation: "insert" },
              input: join(folder, "leads.csv"),
              outcomes: join(folder, "contacts.csv"),
            },
            folder: join(folder, "journeys"),
          })
          expectTag(yield* Effect.flip(importing), "InvalidRequest")
        }),
      ),
    )

    it.live("goes to one of those that are submitted at once", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          const keys = ["one", "two", "three", "four"]
          const submitted = keys.map((key) => Effect.exit(intoTheSame(folder, key)))
          const exits = yield* Effect.all(submitted, { concurrency: "unbounded" })
          assert.strictEqual(exits.filter(Exit.isSuccess).length, 1)
        }),
      ),
    )
  })

  describe("a file whose rows an unfinished journey inserts", () => {
    const insertAgain = (
      folder: string,
      key: string,
      {
        module = "Leads",
        operation = "insert",
        organization = "zylker",
      }: { module?: string; operation?: "insert" | "upsert"; organization?: string } = {},
    ) =>
      submitJourney({
        key,
        organization,
        request: {
          kind: "import",
          request: operation === "insert" ? { module, operation } : { module, operation, findBy: "Email" },
          input: join(folder, "leads.csv"),
          outcomes: join(folder, `${key}-outcomes.csv`),
        },
        folder: join(folder, "journeys"),
      })

    it.live("is refused to another one, which is told of the first, and taken once that one is over", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitLeads(folder, "leads")
          const failure = expectTag(yield* Effect.flip(insertAgain(folder, "again")), "InvalidRequest")
          assert.include(failure.problem, "The journey leads, which is queued, also inserts the rows of")
          assert.include(failure.problem, "leads.csv into Leads")
          assert.include(failure.remedy, "under the key leads")
          assert.isUndefined(yield* findJourney("again"))
          assert.strictEqual(yield* submitLeads(folder, "leads"), "known")
          yield* cancelJourney("leads")
          assert.strictEqual(yield* insertAgain(folder, "again"), "queued")
          expectTag(yield* Effect.flip(submitLeads(folder, "leads")), "InvalidRequest")
        }),
      ),
    )

    it.live("goes into another module or organisation, and may be upserted", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitLeads(folder, "leads")
          assert.strictEqual(yield* insertAgain(folder, "contacts", { module: "Contacts" }), "queued")
          assert.strictEqual(yield* insertAgain(folder, "elsewhere", { organization: "other" }), "queued")
          assert.strictEqual(yield* insertAgain(folder, "upserted", { operation: "upsert" }), "queued")
        }),
      ),
    )
  })

  describe("who waits for a journey", () => {
    it.live("is given it when it is over", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          assert.strictEqual((yield* awaitJourney("contacts")).state, "completed")
        }),
      ),
    )

    it.live("is given it when it asks, and waits on once it has a word", () =>
      inStore(lostAnswer, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          yield* Layer.build(layerRunner())
          const asking = yield* awaitJourney("contacts")
          assert.deepStrictEqual([asking.state, asking.asks?.part], ["needs-a-word", "page 2"])
          yield* resolveOrder({ key: "contacts", word: { _tag: "NoJob" } })
          assert.strictEqual((yield* awaitJourney("contacts")).state, "completed")
        }),
      ),
    )

    it.live("may stop to wait, and the journey goes on", () =>
      inStore(contacts, (folder) =>
        Effect.gen(function* () {
          yield* submitContacts(folder, "contacts")
          expectTag(yield* Effect.flip(Effect.timeout(awaitJourney("contacts"), "100 millis")), "TimeoutError")
          assert.strictEqual((yield* findJourney("contacts"))?.state, "queued")
        }),
      ),
    )

    it.live("is told where there is no such journey", () =>
      inStore(contacts, () =>
        Effect.gen(function* () {
          const failure = expectTag(yield* Effect.flip(awaitJourney("nobody")), "InvalidRequest")
          assert.strictEqual(failure.problem, "There is no journey nobody")
        }),
      ),
    )
  })
}
