import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { serve } from "../../support/loopback.ts"
import {
  folderFor,
  inFolder,
  journeysOf,
  runOnStore,
  startRunner,
  submitContacts,
  wordsBehind,
} from "../../support/runnerCommand.ts"
import { temporaryFolder } from "../../support/temporaryFolder.ts"

const textAt = (url: string) => Effect.promise(async () => (await fetch(url)).text())

describe("`zoho-bulk runner`", () => {
  it.live(
    "makes what was submitted before it ran, tells how it is, and ends by SIGTERM with what is under way left for the next one",
    () =>
      Effect.gen(function* () {
        const here = yield* inFolder()
        assert.include((yield* submitContacts(here)).stdout, "contacts is queued")
        assert.include((yield* submitContacts(here)).stdout, "was already submitted")
        const first = yield* startRunner(here, "--listen", "127.0.0.1:0", "--name", "attic")
        assert.strictEqual(first.ready.name, "attic")
        assert.isUndefined(first.ready.isNew)
        const watched = yield* runOnStore(here, "journeys", "--watch")
        assert.match(watched.stdout, /contacts {2}completed/)
        assert.strictEqual(readFileSync(join(here.cwd, "contacts.csv"), "utf8").trim().split("\n").length, 251)
        const health = JSON.parse(yield* textAt(`${first.ready.url}/health`))
        assert.deepInclude(health, { status: "ok", runner: "attic" })
        const metrics = yield* textAt(`${first.ready.url}/metrics`)
        assert.include(metrics, 'zoho_bulk_journeys{state="completed"} 1')
        assert.include(metrics, 'zoho_bulk_jobs{kind="read",state="ordered"} 3')
        assert.include(metrics, 'zoho_bulk_rows{kind="read"} 250')
        assert.include(metrics, "zoho_bulk_queue_age_seconds 0")
        const other = yield* Effect.promise(async () => (await fetch(`${first.ready.url}/other`)).status)
        assert.strictEqual(other, 404)
        const second = yield* runOnStore(here, "runner", "--name", "cellar")
        assert.strictEqual(second.exitCode, 1)
        assert.include(second.stderr, "the runner attic is using it")
        assert.strictEqual((yield* Effect.promise(() => first.end("SIGTERM"))).exitCode, 143)
        assert.match(
          (yield* runOnStore(here, "prune", "--older", "0s")).stdout,
          /^1 journey deleted; their keys are never reused\.\n {2}contacts of default, completed \S+Z\n$/,
        )
      }),
    180_000,
  )

  it.live(
    "lets a journey wait for a word on an order whose answer was lost, and makes a schedule until it is cancelled",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const faults = join(folder, "faults.json")
        writeFileSync(faults, JSON.stringify([{ operation: "createReadJob", nth: 1, does: "reset" }]))
        const here = yield* inFolder(["--faults", faults])
        yield* submitContacts(here)
        const runner = yield* startRunner(here)
        let found = yield* journeysOf(here)
        while (found[0].state !== "needs-a-word") found = yield* journeysOf(here)
        assert.strictEqual(found[0].asks.part, "page 1")
        assert.deepInclude(found[0].asks, { job: "read", module: "Contacts" })
        const asked = (yield* runOnStore(here, "journeys")).stdout
        assert.match(asked, /contacts needs a decision on page 1, a read job of Contacts, ordered at \S+Z: /)
        const early = yield* runOnStore(here, "resolve", "copies", "--no-job")
        assert.match(early.stderr, /There is no journey copies\n.*zoho-bulk journeys --store journeys\.db lists/)
        assert.deepStrictEqual(yield* wordsBehind(here, "resolve", "con"), ["contacts"])
        assert.deepStrictEqual(yield* wordsBehind({ ...here, store: ["--store", "none.db"] }, "resolve"), [])
        assert.isFalse(existsSync(join(here.cwd, "none.db")))
        assert.strictEqual((yield* runOnStore(here, "resolve", "contacts", "--no-job")).exitCode, 0)
        assert.match((yield* runOnStore(here, "journeys", "--watch")).stdout, /contacts {2}completed/)
        const late = yield* runOnStore(here, "resolve", "contacts", "--no-job")
        assert.strictEqual(late.exitCode, 2)
        assert.match(
          late.stderr,
          /contacts is not waiting for a word: it is completed\n.*zoho-bulk journeys --store journeys\.db/,
        )
        yield* runOnStore(here, "submit", "mirror", "Leads", "--to", "copies", "--key", "copies", "--every", "24h")
        assert.include(yield* wordsBehind(here, "cancel"), "copies")
        assert.deepStrictEqual(yield* wordsBehind(here, "resolve"), [])
        let copies = []
        while (copies.length < 2) copies = yield* journeysOf(here)
        assert.match(copies[0].key, /^copies@\d+$/)
        const watched = yield* runOnStore(here, "journeys", "--watch", "--jsonl")
        assert.include(watched.stdout, '"state":"completed"')
        assert.include((yield* runOnStore(here, "cancel", "copies")).stdout, "is no longer repeated")
        assert.strictEqual((yield* Effect.promise(() => runner.end("SIGTERM"))).exitCode, 143)
      }),
    180_000,
  )

  it.live(
    "a word on an order is no word on the next one, which was lost as well",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const faults = join(folder, "faults.json")
        writeFileSync(faults, JSON.stringify([{ operation: "createReadJob", nth: [1, 2], does: "reset" }]))
        const here = yield* inFolder(["--faults", faults])
        yield* submitContacts(here)
        const runner = yield* startRunner(here)
        const asked = (before?: string) =>
          Effect.repeat(journeysOf(here), {
            until: ([{ asks, state }]) => state === "needs-a-word" && asks.sent !== before,
          })
        const [first] = yield* asked()
        assert.strictEqual((yield* runOnStore(here, "resolve", "contacts", "--no-job")).exitCode, 0)
        const [{ asks }] = yield* asked(first.asks.sent)
        const again = yield* runOnStore(here, "resolve", "contacts", "--no-job")
        assert.strictEqual(again.exitCode, 2)
        assert.match(again.stderr, /contacts has asked before, and asks now about page 1, ordered at \S+Z/)
        assert.include(again.stderr, `--ordered-at ${asks.sent}`)
        const other = yield* runOnStore(here, "resolve", "contacts", "--no-job", "--ordered-at", first.asks.sent)
        assert.strictEqual(other.exitCode, 2)
        assert.include(other.stderr, `and not about an order of ${first.asks.sent}`)
        const list = (yield* runOnStore(here, "journeys")).stdout
        assert.include(list, `resolve contacts --ordered-at ${asks.sent} --job ID`)
        const right = yield* runOnStore(here, "resolve", "contacts", "--no-job", "--ordered-at", asks.sent)
        assert.strictEqual(right.exitCode, 0, right.stderr)
        assert.match((yield* runOnStore(here, "journeys", "--watch")).stdout, /contacts {2}completed/)
        yield* Effect.promise(() => runner.end("SIGTERM"))
      }),
    180_000,
  )

  it.live.each(["--json", "--jsonl", "--quiet"])(
    "tells in its log how journeys end, and counts the rows that Zoho did not take (%s)",
    (form) =>
      Effect.gen(function* () {
        const here = yield* inFolder()
        const told = join(here.cwd, "told.csv")
        writeFileSync(join(here.cwd, "leads.csv"), "Last_Name,Company\nSesame,Zylker\n,Zylker\n")
        const imported = ["submit", "import", "leads.csv", "--module", "Leads", "--operation", "insert"]
        yield* runOnStore(here, ...imported, "--results", told, "--key", "leads")
        yield* submitContacts(here)
        yield* submitContacts(here, "boyle.csv", "boyle", "--organization", "boyle")
        const runner = yield* startRunner(here, "--listen", "127.0.0.1:0", ...(form === "--json" ? [] : [form]))
        yield* runOnStore(here, "journeys", "--watch")
        const metrics = yield* textAt(`${runner.ready.url}/metrics`)
        assert.include(metrics, 'zoho_bulk_import_rows{status="added"} 1')
        assert.include(metrics, 'zoho_bulk_import_rows{status="skipped"} 1')
        assert.include(metrics, 'zoho_bulk_import_rows{status="unknown"} 0')
        const { stderr, stdout } = yield* Effect.promise(() => runner.end("SIGTERM"))
        assert.notInclude(stderr + stdout, "Sesame")
        assert.notInclude(stderr, "No healthy runners")
        if (form === "--quiet") assert.strictEqual(stderr, "")
        if (form === "--json") {
          assert.match(stderr, /Z contacts of default completed\n/)
          assert.include(stderr, `Z leads of default completed, but 1 of 2 rows was not taken; ${told} says why\n`)
          assert.match(stderr, /Z boyle of boyle failed: There is no sign-in boyle\. .*auth login --profile boyle/)
        }
        if (form === "--jsonl") {
          const events = stdout
            .trim()
            .split("\n")
            .slice(1)
            .map((line) => JSON.parse(line))
          const byKey = Object.fromEntries(events.map((event) => [event.key, event]))
          assert.deepInclude(byKey["contacts"], { organization: "default", state: "completed" })
          assert.deepInclude(byKey["leads"], { state: "completed", notTaken: 1, unknown: 0 })
          assert.strictEqual(byKey["boyle"].failure.error, "InvalidSettings")
        }
        const list = yield* runOnStore(here, "journeys")
        assert.include(list.stdout, `leads: 1 of 2 rows was not taken; ${told} says why`)
        const leads = (yield* journeysOf(here)).find(({ key }: { readonly key: string }) => key === "leads")
        assert.deepInclude(leads, { state: "completed", notTaken: 1, unknown: 0 })
      }),
    180_000,
  )

  it.live(
    "tells in its log that a journey needs a word, and the list why one waits",
    () =>
      Effect.gen(function* () {
        const folder = yield* temporaryFolder
        const faults = join(folder, "faults.json")
        writeFileSync(faults, JSON.stringify([{ operation: "createReadJob", nth: 1, does: "reset" }]))
        const here = yield* inFolder(["--faults", faults])
        yield* submitContacts(here)
        const asking = yield* startRunner(here)
        let found = yield* journeysOf(here)
        while (found[0].state !== "needs-a-word") found = yield* journeysOf(here)
        const { stderr } = yield* Effect.promise(() => asking.end("SIGTERM"))
        assert.match(
          stderr,
          /Z contacts of default needs a decision on page 1, a read job of Contacts, ordered at .*Z: Could not create/,
        )
        const away = yield* folderFor("http://127.0.0.1:9")
        assert.isTrue((yield* startRunner(away)).ready.isNew)
        yield* submitContacts(away)
        let waiting = yield* journeysOf(away)
        while (waiting[0].waits === undefined) waiting = yield* journeysOf(away)
        assert.strictEqual(waiting[0].state, "running")
        assert.include(waiting[0].waits, "127.0.0.1:9")
        assert.include((yield* runOnStore(away, "journeys")).stdout, "contacts waits:")
      }),
    180_000,
  )

  it.live(
    "sends a collector what it does, where a variable names one",
    () =>
      Effect.gen(function* () {
        let said = ""
        const collector = yield* serve((request, response) => {
          request.on("data", (chunk) => void (said += chunk))
          request.on("end", () => response.end("{}"))
        })
        const told = yield* inFolder()
        const headers = "authorization=Basic%20c2VzYW1l,x-team=crm,x-odd=100%"
        const collected = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin, OTEL_EXPORTER_OTLP_HEADERS: headers }
        const here = { ...told, env: { ...told.env, ...collected } }
        yield* submitContacts(here)
        const runner = yield* startRunner(here)
        yield* runOnStore(here, "journeys", "--watch")
        yield* Effect.promise(() => runner.end("SIGTERM"))
        const paths = new Set(collector.requests.map(({ url }) => url))
        assert.isTrue(paths.has("/v1/traces"), [...paths].join())
        assert.isTrue(paths.has("/v1/metrics"), [...paths].join())
        const [sent] = collector.requests
        assert.deepInclude(sent?.headers, { authorization: "Basic c2VzYW1l", "x-team": "crm", "x-odd": "100%" })
        assert.include(said, "createReadJob")
        assert.notMatch(said, /oauthtoken|sesame|c2VzYW1l/i)
      }),
    180_000,
  )
})
