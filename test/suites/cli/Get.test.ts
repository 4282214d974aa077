import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, zohoBulk } from "../../support/commandLine.ts"
import { recorded } from "../../support/recordings.ts"

const finished = "4150868000005350003"

describe("`zoho-bulk get`", () => {
  it.effect("shows a write job at a glance, its rows counted per file", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", finished, "--emulator"])
      assert.strictEqual(run.exitCode, 0)
      assert.strictEqual(run.stderr, "")
      assert.deepStrictEqual(run.stdout.split("\n"), [
        "Job      4150868000005350003",
        "Kind     write (insert)",
        "State    completed",
        "Module   Leads",
        "Rows     9 added, 0 updated, 2 skipped, of 11",
        "Created  2021-05-11 12:38:29 +05:30 by Patricia Boyle",
        "Next     2 of the rows were skipped; the result says why: zoho-bulk download 4150868000005350003",
        "",
        "File      Module  State      Added  Updated  Skipped  Total",
        "Fil2.csv  Leads   completed      9        0        2     11",
        "",
      ])
    }),
  )

  it.effect("shows what a read job was asked for and how many rows it found", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["get", "4150868000005376042", "--emulator"])
      assert.include(stdout, "State    completed\nModule   Contacts\n")
      assert.include(
        stdout,
        "Where    Lead_Source equal Advertisement or Owner.last_name equal Boyle or Account_Name.Phone contains 5\n",
      )
      assert.include(stdout, "Rows     96 on page 1, no more pages\n")
      assert.include(stdout, "Next     fetch the rows: zoho-bulk download 4150868000005376042\n")
    }),
  )

  it.effect("says how to look again while a job is under way", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["get", "4150868000005392002", "--emulator"])
      assert.include(stdout, "State    in-progress\n")
      assert.include(stdout, "check again: zoho-bulk get 4150868000005392002 --kind write\n")
    }),
  )

  it.effect("with `--json` writes one document, with the answer as Zoho sent it", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", finished, "--emulator", "--json"])
      const job = document(run.stdout)
      assert.deepInclude(job, {
        id: finished,
        kind: "write",
        state: "completed",
        createdTime: "2021-05-11T12:38:29+05:30",
        createdBy: { id: "4150868000000225013", name: "Patricia Boyle" },
      })
      assert.deepStrictEqual(job["raw"], recorded(`/crm/bulk/v2.1/write/${finished}`).response.body)
      assert.strictEqual(run.stderr, "")
    }),
  )

  it.effect("with `--select` shows the named keys alone, in the order given", () =>
    Effect.gen(function* () {
      const forPrograms = yield* zohoBulk(["get", finished, "--emulator", "--json", "--select", "state,id"])
      assert.strictEqual(forPrograms.stdout, `{\n  "state": "completed",\n  "id": "${finished}"\n}\n`)
      const forPeople = yield* zohoBulk(["get", finished, "--emulator", "--select", "state, id"])
      assert.strictEqual(forPeople.stdout, `state  completed\nid     ${finished}\n`)
    }),
  )

  it.effect("with `--select` shows null for what there is, and not in this answer", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["get", finished, "--emulator", "--json", "--select", "id,query"])
      assert.deepStrictEqual(document(stdout), { id: finished, query: null })
    }),
  )

  it.effect("refuses to select what the answer does not have, and says what it has", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", finished, "--emulator", "--json", "--select", "status"])
      assert.strictEqual(run.exitCode, 2)
      assert.strictEqual(run.stdout, "")
      assert.match(String(document(run.stderr)["remedy"]), /^It has: .*\bstate\b/)
    }),
  )

  it.effect("takes the kind from `--kind`", () =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["get", finished, "--emulator", "--kind", "read", "--json"])
      assert.strictEqual(run.exitCode, 4)
      assert.deepInclude(document(run.stderr), { error: "JobNotFound", code: "RESOURCE_NOT_FOUND", httpStatus: 404 })
    }),
  )
})
