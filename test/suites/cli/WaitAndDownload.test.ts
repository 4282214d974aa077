import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document, zohoBulk } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

const read = "4150868000005376042"
const write = "4150868000005350003"
const running = "4150868000005392002"

describe("`zoho-bulk wait`", () => {
  it.live.each([
    { what: "0 for a job that is completed", ids: [read], exitCode: 0 },
    { what: "8 for a job with skipped rows", ids: [write], exitCode: 8 },
    { what: "7 for a job that still runs", ids: [running], exitCode: 7 },
    { what: "7 over 8 for several", ids: [read, write, running], exitCode: 7 },
    { what: "4 where there is no such job", ids: [read, "1"], exitCode: 4 },
    { what: "2 for an id that is none", ids: [read, "x"], exitCode: 2 },
  ])("ends with code $what", ({ exitCode, ids }) =>
    Effect.gen(function* () {
      const ended = yield* zohoBulk(["wait", ...ids, "--emulator", "--timeout", "500ms"])
      assert.strictEqual(ended.exitCode, exitCode, ended.stderr)
    }),
  )

  it.live("ends with code 5 where a job failed", () =>
    Effect.gen(function* () {
      const { emulator, run } = yield* machine({ faults: [{ does: "job-fails" }] })
      yield* run(["export", "Contacts"])
      const { jobs } = yield* emulator.report
      const [job] = jobs
      assert.strictEqual((yield* run(["wait", job?.id ?? "", write])).exitCode, 5)
    }),
  )

  it.live.each(["--json", "--jsonl"])("with %s says in an error document that one of several still runs", (form) =>
    Effect.gen(function* () {
      const ended = yield* zohoBulk(["wait", read, running, "--emulator", "--timeout", "500ms", form])
      assert.strictEqual(ended.exitCode, 7)
      assert.strictEqual(document(ended.stderr)["error"], "JobStillRunning")
      assert.include(ended.stdout, read)
    }),
  )

  it.live("with --json writes one document: the job, or all of them", () =>
    Effect.gen(function* () {
      const one = yield* zohoBulk(["wait", read, "--emulator", "--json"])
      assert.deepInclude(document(one.stdout), { id: read, kind: "read", state: "completed" })
      const two = yield* zohoBulk(["wait", read, write, "--emulator", "--json"])
      const { jobs } = document(two.stdout) as { jobs: ReadonlyArray<{ id: string }> }
      assert.deepStrictEqual(
        jobs.map(({ id }) => id),
        [read, write],
      )
    }),
  )
})

describe("`zoho-bulk download`", () => {
  it.live("writes rows to stdout, and files by what their name ends in", () =>
    Effect.gen(function* () {
      const { path, read: text, run } = yield* machine()
      const rows = yield* run(["download", read])
      assert.match(rows.stdout, /^id,Last_Name/)
      assert.strictEqual(rows.stdout.trimEnd().split("\n").length, 97)
      for (const name of ["rows.csv", "rows.ndjson", "rows.zip"]) {
        const { exitCode } = yield* run(["download", read, "--output", path(name)])
        assert.strictEqual(exitCode, 0)
      }
      assert.strictEqual(text("rows.csv"), rows.stdout)
      assert.strictEqual(JSON.parse(text("rows.ndjson").split("\n")[0] ?? "").Last_Name, "Boyle")
      assert.isTrue(text("rows.zip").startsWith("PK"))
    }),
  )

  it.live.each(["leads-v1000.20261126_full_export_of_all.csv", "1000.2026112620261126202611.csv"])(
    "names the file that it wrote, whatever that is called: %s",
    (name) =>
      Effect.gen(function* () {
        const { path, run } = yield* machine()
        const { stdout } = yield* run(["download", read, "--output", path(name), "--json"])
        assert.strictEqual(document(stdout)["output"], path(name))
      }),
  )

  it.live.each([
    { what: "is cut short", fault: { does: "truncated", afterBytes: 300 } },
    { what: "has a wrong checksum", fault: { does: "wrong-checksum" } },
  ] as const)("leaves the file that was there where the archive $what", ({ fault }) =>
    Effect.gen(function* () {
      const here = yield* machine({ faults: [{ operation: "downloadReadResult", ...fault }] })
      here.write("rows.zip", "before")
      for (const where of [here.path("rows.zip"), "-"]) {
        const { exitCode, stderr } = yield* here.run(["download", read, "--format", "zip", "--output", where])
        assert.notStrictEqual(exitCode, 0)
        assert.include(stderr, "cannot be read")
      }
      assert.strictEqual(here.read("rows.zip"), "before")
    }),
  )

  it.live("of a job that still runs says so", () =>
    Effect.gen(function* () {
      const { exitCode, stderr } = yield* zohoBulk(["download", running, "--emulator"])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "it is in-progress")
    }),
  )
})
