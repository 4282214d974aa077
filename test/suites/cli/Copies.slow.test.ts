import { readdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { documents } from "@zoho-bulk/core/cli"
import { Effect, Schema } from "effect"
import { HttpClient } from "effect/http"
import { document } from "../../support/commandLine.ts"
import { requestOfCurl, requestText, withoutIds } from "../../support/curlRequests.ts"
import { fits } from "../../support/fits.ts"
import { machine } from "../../support/onDisk.ts"

const idOf = (number: number): string => `41508680130000000${String(number).padStart(2, "0")}`

const records = { Leads: 30, Deals: 5 }

/** A machine with copies of leads and deals. */
const copied = Effect.gen(function* () {
  const here = yield* machine({ records })
  const copies = here.path("copies")
  const mirror = here.run(["mirror", "Leads", "Deals", "--to", copies])
  assert.strictEqual((yield* mirror).exitCode, 0)
  return { ...here, copies, mirror, verify: (...args: ReadonlyArray<string>) => here.run(["verify", copies, ...args]) }
})

const differencesIn = (stdout: string) => document(stdout)["differences"] as ReadonlyArray<string>

/** What Zoho counted of each module, of how many records the time was compared, and how many have changed since. */
const comparedIn = (stdout: string) =>
  (document(stdout)["modules"] as ReadonlyArray<Readonly<Record<string, unknown>>>)
    .map(({ changedSince, compared, counted, module }) => [String(module), counted, compared, changedSince])
    .toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1))

const edits: ReadonlyArray<Emulator.Edit> = [
  { module: "Leads", update: { id: idOf(3), Last_Name: "Noether" } },
  { module: "Leads", delete: idOf(7) },
]

describe("`zoho-bulk verify`", () => {
  it.live("ends with 0 where copies are as they were written, changes and all", () =>
    Effect.gen(function* () {
      const { emulator, mirror, verify } = yield* copied
      yield* emulator.edit(edits)
      yield* mirror
      const { exitCode, stdout } = yield* verify()
      assert.strictEqual(exitCode, 0)
      assert.match(stdout, /^As it was written: .*copies: 2 modules, 34 rows$/m)
      const json = yield* verify("--json")
      fits("verify", json.stdout)
      assert.deepInclude(document(json.stdout), { ok: true, comparedWithZoho: false, differences: [] })
    }).pipe(Effect.scoped),
  )

  it.live("ends with 8 where a file has another byte, and names the file", () =>
    Effect.gen(function* () {
      const { read, verify, write } = yield* copied
      write(
        "copies/Deals.csv",
        read("copies/Deals.csv").replace(/\d/, (digit) => (digit === "1" ? "2" : "1")),
      )
      const { exitCode, stdout } = yield* verify()
      assert.strictEqual(exitCode, 8)
      assert.match(stdout, /^Not as it was written: .*copies\n {2}Deals\.csv has changed since it was written$/m)
      const json = yield* verify("--json", "--against-zoho")
      assert.deepInclude(document(json.stdout), { ok: false, comparedWithZoho: false })
    }).pipe(Effect.scoped),
  )

  it.live("says that there is no copy where none was ever written, and makes none", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const { exitCode, stderr, stdout } = yield* run(["verify", path("copie")])
      assert.strictEqual(exitCode, 2, stdout)
      assert.match(stderr, /There is no copy in \S*copie/)
      assert.include(stderr, "mirror --to")
      assert.notInclude(readdirSync(path(".")), "copie")
    }).pipe(Effect.scoped),
  )

  it.live("says what mends a file that has changed, which then does", () =>
    Effect.gen(function* () {
      const { copies, run, verify, write } = yield* copied
      write("copies/Deals.csv", "id\n")
      const { stdout } = yield* verify()
      assert.match(stdout, /^What to do: Run zoho-bulk mirror with --whole:/m)
      yield* run(["mirror", "Leads", "Deals", "--to", copies, "--whole"])
      assert.strictEqual((yield* verify()).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("ends with 0 after the next run, which says that it read the changed copy whole", () =>
    Effect.gen(function* () {
      const { copies, mirror, run, verify, write } = yield* copied
      write("copies/Deals.csv", "id\n")
      const { exitCode, stdout } = yield* mirror
      assert.strictEqual(exitCode, 0)
      assert.match(stdout, /^Deals .* all: the copy is not as it was written$/m)
      assert.match(stdout, /^Leads .* changes$/m)
      const status = yield* run(["mirror", "status", copies, "--json"])
      assert.include(status.stdout, '"whole": "copyChanged"')
      assert.strictEqual((yield* verify()).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("compares with Zoho as it is now where it is told to", () =>
    Effect.gen(function* () {
      const { emulator, verify } = yield* copied
      const same = yield* verify("--against-zoho")
      assert.strictEqual(same.exitCode, 0, same.stderr)
      assert.match(
        same.stdout,
        /^As it was written: .*copies: 2 modules, 35 rows; Zoho counts as many, and 35 of them have its Modified_Time$/m,
      )
      const json = yield* verify("--against-zoho", "--json")
      fits("verify", json.stdout)
      assert.deepInclude(document(json.stdout), { ok: true, comparedWithZoho: true })
      assert.deepStrictEqual(comparedIn(json.stdout), [
        ["Deals", 5, 5, undefined],
        ["Leads", 30, 30, undefined],
      ])
      yield* emulator.edit(edits)
      const other = yield* verify("--against-zoho")
      assert.strictEqual(other.exitCode, 8)
      assert.match(other.stdout, /^As it was written, but not as Zoho has it: /)
      const { stdout } = yield* verify("--against-zoho", "--json")
      assert.include(differencesIn(stdout), "Leads has 30 rows, but Zoho counts 29 records")
      assert.include(differencesIn(stdout), `Leads ${idOf(7)} is in the copy, but not at Zoho`)
      assert.deepStrictEqual(comparedIn(stdout)[1], ["Leads", 29, 30, 1])
    }).pipe(Effect.scoped),
  )

  it.live("says of how many records Zoho has changed since the run, for that is no difference", () =>
    Effect.gen(function* () {
      const { emulator, verify } = yield* copied
      yield* emulator.edit([{ module: "Leads", update: { id: idOf(3), Last_Name: "Noether" } }])
      const { exitCode, stdout } = yield* verify("--against-zoho")
      assert.strictEqual(exitCode, 0)
      assert.match(stdout, /35 rows; Zoho counts as many, and 34 of them have its Modified_Time; 1 has changed since$/m)
    }).pipe(Effect.scoped),
  )

  it.live("does not say of a part of a module that Zoho counts as many", () =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine({ records })
      const copies = path("copies")
      const modules = [{ module: "Leads", where: "Last_Name is not empty" }]
      write("nightly.json", JSON.stringify({ name: "nightly", target: "copies", modules }))
      assert.strictEqual((yield* run(["mirror", "--config", path("nightly.json")])).exitCode, 0)
      const { stdout } = yield* run(["verify", copies, "--against-zoho"])
      assert.match(stdout, /1 module, 30 rows; 30 of them have Zoho's Modified_Time$/m)
      const json = yield* run(["verify", copies, "--against-zoho", "--json"])
      assert.deepStrictEqual(comparedIn(json.stdout), [["Leads", undefined, 30, undefined]])
    }).pipe(Effect.scoped),
  )
})

describe("a manifest", () => {
  it.live.each([
    {
      what: "is damaged",
      change: (text: string) => text.replace('"rows": 30', '"rows": 31'),
      told: "it has changed since it was written",
    },
    {
      what: "is no JSON any more",
      change: (text: string) => text.slice(1),
      told: "it has changed since it was written",
    },
    {
      what: "is of a newer version",
      change: (text: string) => text.replace('"form": 2', '"form": 3'),
      told: "a newer version of zoho-bulk wrote it",
    },
  ])("that $what is told as what it is, by each command, and left as it is", ({ change, told }) =>
    Effect.gen(function* () {
      const { copies, mirror, read, run, verify, write } = yield* copied
      const changed = change(read("copies/manifest.json"))
      write("copies/manifest.json", changed)
      const found = yield* verify()
      assert.strictEqual(found.exitCode, 8)
      assert.include(found.stdout, `manifest.json: ${told}`)
      for (const { exitCode, stderr } of [yield* mirror, yield* run(["mirror", "status", copies])]) {
        assert.strictEqual(exitCode, 1)
        assert.include(stderr, told)
        assert.include(stderr, "move the folder away and begin a new copy")
      }
      assert.strictEqual(read("copies/manifest.json"), changed)
    }).pipe(Effect.scoped),
  )
})

describe("`zoho-bulk mirror status`", () => {
  it.live("tells how far each copy is, and when all of it is read again", () =>
    Effect.gen(function* () {
      const { copies, mirror, run } = yield* copied
      yield* mirror
      const { exitCode, stdout } = yield* run(["mirror", "status", copies])
      assert.strictEqual(exitCode, 0)
      assert.match(stdout, /^Module +Rows +As of +Age +Whole read$/m)
      assert.match(stdout, /^Leads +30 +\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ +\d+ s +in 7 days$/m)
      assert.include(stdout, "Not copied: attachments, images")
      assert.isTrue(stdout.split("\n").every((line) => line.length <= 80))
      yield* run(["mirror", "Leads", "--to", copies, "--refresh-every", "0s"])
      assert.match((yield* run(["mirror", "status", copies])).stdout, /^Leads .* next run$/m)
      const json = yield* run(["mirror", "status", copies, "--json"])
      fits("mirrorStatus", json.stdout)
      const lag = yield* run(["mirror", "status", copies, "--jsonl", "--select", "module,lagSeconds"])
      assert.match(lag.stdout, /^\{"module":"Deals","lagSeconds":\d+\}$/m)
    }).pipe(Effect.scoped),
  )

  it.live("says where there is no copy, and makes none", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine()
      const { exitCode, stderr } = yield* run(["mirror", "status", path("nowhere")])
      assert.strictEqual(exitCode, 2)
      assert.match(stderr, /There is no copy in .*nowhere/)
      assert.notInclude(readdirSync(path(".")), "nowhere")
    }).pipe(Effect.scoped),
  )
})

const decodeExplanation = Schema.decodeUnknownSync(documents.explain)

/** Which fields there are, only a run knows the first time; and which records are drawn, chance alone. */
const withoutDrawn = (text: string): string =>
  withoutIds(text)
    .replace(/"fields":\[[^\]]*\]/, '"fields":[]')
    .replace(/ids=[^&]*/, "ids=")

describe("`--explain` with copies", () => {
  it.live("shows the very requests that the run sends, the first time and later, and changes nothing", () =>
    Effect.gen(function* () {
      const sent: Array<string> = []
      const { emulator, path, run, write } = yield* machine({ records }, (zoho) =>
        HttpClient.make((request, url) => {
          const body = request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""
          sent.push(withoutDrawn(requestText(request.method, url.href, request.headers, body)))
          return zoho.execute(request)
        }),
      )
      const copies = path("copies")
      const config = write(
        "some.json",
        JSON.stringify({ target: "some", modules: [{ module: "Deals", where: "Amount > 10", exclude: ["Stage"] }] }),
      )
      for (const args of [
        ["mirror", "Leads", "Deals", "--to", copies],
        ["mirror", "Leads", "Deals", "--to", copies],
        ["mirror", "--config", config],
        ["verify", copies],
        ["verify", copies, "--against-zoho"],
        ["mirror", "status", copies],
      ]) {
        const before = readdirSync(path("."))
        const explained = yield* run([...args, "--explain", "--json"])
        assert.strictEqual(explained.exitCode, 0, explained.stderr)
        assert.deepStrictEqual(readdirSync(path(".")), before)
        const { requests } = decodeExplanation(document(explained.stdout))
        sent.length = 0
        assert.strictEqual((yield* run(args)).exitCode, 0, args.join(" "))
        const shown = new Set(requests.map(({ curl }) => withoutDrawn(requestOfCurl(curl))))
        // What the cache knows is not asked again.
        const kept = (text: string): boolean => text.includes("/settings/")
        assert.sameMembers(
          [...new Set(sent)].filter((text) => !kept(text)),
          [...shown].filter((text) => !kept(text)),
          args.join(" "),
        )
        assert.deepStrictEqual(
          sent.filter((text) => !shown.has(text)),
          [],
          args.join(" "),
        )
      }
      assert.isAbove((yield* emulator.report).requests.length, 10)
    }).pipe(Effect.scoped),
  )
})
