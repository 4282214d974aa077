import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import type { EmulatorOptions } from "@zoho-bulk/core/emulator"
import { Effect, Layer } from "effect"
import { recipeOf } from "../../docs/recipes.ts"
import { emulatedOnPort } from "../../support/emulatedOnPort.ts"
import { exampleFolder } from "../../support/examples.ts"
import { freePorts } from "../../support/freePorts.ts"
import { installedCommand } from "../../support/installedCommand.ts"
import { runProcess } from "../../support/processes.ts"
import { runner } from "../../support/runner.ts"
import { thisRuntime } from "../../support/runtime.ts"
import { root, scriptWords } from "../../support/scripts.ts"

/** A shell in a folder that has the command on its path and the files of a recipe. */
const shellFor = Effect.fnUntraced(function* (
  files: ReadonlyMap<string, string>,
  more: Readonly<Record<string, string>>,
) {
  const { PATH, folder, variables } = yield* installedCommand
  for (const [name, text] of files) writeFileSync(`${folder}/${name}`, text)
  const env = { ...variables, HOME: folder, PATH, ...more }
  const run = (line: string) =>
    Effect.promise(() => runProcess("node", [], { command: ["/bin/sh", "-c", line], cwd: folder, env }))
  /** Runs a line that has to end well, and gives what it writes. */
  const ok = (line: string) =>
    Effect.map(run(line), ({ exitCode, stderr, stdout }) => {
      assert.strictEqual(exitCode, 0, `${line}\n${stderr}${stdout}`)
      return stdout
    })
  return { folder, ok, run, read: (name: string) => readFileSync(`${folder}/${name}`, "utf8") }
})

/** The most that a recipe of a dozen commands may take on a busy machine, in milliseconds. */
const manyCommands = 300_000

/** Recipes that other suites play. */
const elsewhere = ["nightly-mirror", "github-action", "container"]

const played = [
  "migrate-leads",
  "nightly-import",
  "parents-and-children",
  "two-organisations",
  "callback",
  "test-your-program",
  "own-command",
]

it("every recipe is played by a test", () => {
  const pages = readdirSync(`${root}docs/recipes`).map((file) => file.replace(/\.md$/, ""))
  assert.sameMembers(pages, [...played, ...elsewhere])
})

describe("the recipes in shell", () => {
  it.live(
    "leads from another system are updated or added, as often as it is run",
    () =>
      Effect.gen(function* () {
        const { files, lines } = recipeOf("migrate-leads")
        const { emulator, origin } = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 20 } })
        const { ok, read } = yield* shellFor(files, { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" })
        const fewer = lines.map((line) => line.replace("seq 100000", "seq 60"))
        assert.notDeepEqual(fewer, lines)
        const outputs = yield* Effect.forEach(fewer, ok)
        // The first twenty have the addresses of leads that are there.
        assert.strictEqual(outputs.at(-1), "40\n")
        assert.strictEqual((yield* emulator.records("Leads")).length, 60)
        yield* ok(fewer.find((line) => line.includes("--results")) ?? "")
        assert.strictEqual((yield* emulator.records("Leads")).length, 60)
        assert.match(read("results.csv"), /,updated,/)
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    manyCommands,
  )

  describe("a nightly import", () => {
    const { files, lines } = recipeOf("nightly-import")
    const [nightly = ""] = lines
    const second = "Last_Name,Company,Email\nCole,Orchid,cole@example.com\n"

    /** A machine with the recipe, whose mail is a file, and an emulated Zoho. */
    const nights = Effect.fnUntraced(function* (options: EmulatorOptions) {
      const { emulator, origin } = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 0 }, ...options })
      const shell = yield* shellFor(files, { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" })
      const { folder } = shell
      writeFileSync(`${folder}/bin/mail`, `#!/bin/sh\ncat >> ${folder}/mail\n`, { mode: 0o755 })
      return {
        ...shell,
        emulator,
        names: Effect.map(emulator.records("Leads"), (leads) => leads.map((lead) => lead["Last_Name"])),
        left: (pattern: RegExp) => readdirSync(folder).filter((name) => pattern.test(name)),
        /** Files are told apart by the second in which a night takes them. */
        leave: (text: string) =>
          Effect.andThen(
            Effect.sleep("1 second"),
            Effect.sync(() => writeFileSync(`${folder}/leads.csv`, text)),
          ),
      }
    })

    it.live(
      "takes each file, tells by mail which rows were not taken, and has results for each run of a day",
      () =>
        Effect.gen(function* () {
          const { leave, left, names, ok, read } = yield* nights({})
          yield* Effect.forEach(lines, ok)
          assert.sameMembers(yield* names, ["Boyle", "Pinto"])
          assert.deepStrictEqual(left(/^(leads|rejects).*csv$|^mail$/), [])
          yield* leave(`${second}Dane,,dane@example.com\n`)
          yield* ok(nightly)
          assert.sameMembers(yield* names, ["Boyle", "Pinto", "Cole"])
          const [rejects = ""] = left(/^rejects-.*csv$/)
          assert.include(read(rejects), "Dane")
          assert.include(read("mail"), rejects)
          assert.deepStrictEqual(left(/^leads.*csv$/), [])
          assert.strictEqual(left(/^results-.*csv$/).length, 2)
          yield* ok(nightly)
          assert.strictEqual(left(/^results-.*csv$/).length, 2)
        }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
      manyCommands,
    )

    it.live(
      "that finds nobody there loses no row, though there is a new file by the next night",
      () =>
        Effect.gen(function* () {
          const { leave, left, names, ok, run } = yield* nights({})
          const failed = yield* run(`ZOHO_API_DOMAIN=http://127.0.0.1:1 ZOHO_RETRIES=0 ${nightly}`)
          assert.strictEqual(failed.exitCode, 6, failed.stderr)
          assert.include(failed.stderr, "ended with 6")
          assert.strictEqual(yield* ok("zoho-bulk journeys --unfinished --jsonl"), "")
          yield* leave(second)
          yield* ok(nightly)
          assert.sameMembers(yield* names, ["Boyle", "Pinto", "Cole"])
          assert.deepStrictEqual(left(/^leads.*csv$/), [])
        }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
      manyCommands,
    )

    it.live.each([
      { after: "in its first moments", seconds: 1 },
      { after: "before its job is done", seconds: 5 },
    ])(
      "that is killed $after is made up for by the next night, and no row is written twice",
      ({ seconds }) =>
        Effect.gen(function* () {
          const { emulator, leave, left, names, ok, run } = yield* nights({ jobDuration: "6 seconds" })
          assert.notStrictEqual((yield* run(`timeout --signal KILL ${seconds} ${nightly}`)).exitCode, 0)
          yield* leave(second)
          yield* ok(nightly)
          assert.sameMembers(yield* names, ["Boyle", "Pinto", "Cole"])
          assert.strictEqual((yield* emulator.report).jobs.length, 2)
          assert.deepStrictEqual(left(/^leads.*csv$/), [])
          assert.strictEqual(left(/^results-.*csv$/).length, 2)
          assert.strictEqual(yield* ok("zoho-bulk journeys --unfinished --jsonl"), "")
        }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
      manyCommands,
    )

    it.live(
      "whose order is lost stops the nights, until somebody says what became of it",
      () =>
        Effect.gen(function* () {
          const { leave, left, names, ok, run } = yield* nights({
            faults: [{ does: "lost-reply", operation: "createWriteJob", nth: 1 }],
          })
          assert.strictEqual((yield* run(nightly)).exitCode, 9)
          yield* leave(second)
          assert.strictEqual((yield* run(nightly)).exitCode, 9)
          assert.notInclude(yield* names, "Cole")
          assert.strictEqual(left(/^leads-.*csv$/).length, 2)
          yield* ok(`${nightly} --send-again`)
          assert.sameMembers(yield* names, ["Boyle", "Pinto", "Cole"])
          assert.deepStrictEqual(left(/^leads.*csv$/), [])
        }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
      manyCommands,
    )

    it.live(
      "whose job fails is made again by the next night",
      () =>
        Effect.gen(function* () {
          const { left, names, ok, run } = yield* nights({
            faults: [{ does: "job-fails", operation: "createWriteJob", nth: 1 }],
          })
          assert.strictEqual((yield* run(nightly)).exitCode, 5)
          assert.strictEqual(left(/^rejects-.*csv$/).length, 1)
          yield* ok(nightly)
          assert.sameMembers(yield* names, ["Boyle", "Pinto"])
          assert.deepStrictEqual(left(/^(leads|rejects).*csv$/), [])
        }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
      manyCommands,
    )
  })

  it.live(
    "contacts find their accounts, by name and by id",
    () =>
      Effect.gen(function* () {
        const { files, lines } = recipeOf("parents-and-children")
        const { origin } = yield* emulatedOnPort({ jobDuration: 0 })
        const { ok } = yield* shellFor(files, { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" })
        const outputs = yield* Effect.forEach(lines, ok)
        const joined = (outputs.at(-1) ?? "")
          .trim()
          .split("\n")
          .map((row) => row.split(",").slice(1).join(","))
        assert.includeMembers(joined, ["Boyle,Zylker", "Perera,Orchid", "Silva,Orchid"])
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    manyCommands,
  )

  it.live(
    "records go from one organisation to another, and find their parents there",
    () =>
      Effect.gen(function* () {
        const { files, lines } = recipeOf("two-organisations")
        const records = { Accounts: 7, Contacts: 12 }
        const old = yield* emulatedOnPort({ jobDuration: 0, records, dataCenter: "in" })
        const young = yield* emulatedOnPort({ jobDuration: 0, records: { Accounts: 0, Contacts: 0 }, dataCenter: "eu" })
        const { ok } = yield* shellFor(files, { ZOHO_CLIENT_SECRET: "emulator" })
        for (const [profile, { origin }] of [
          ["old", old],
          ["new", young],
        ] as const)
          yield* ok(
            `zoho-bulk auth login --profile ${profile} --api-domain ${origin} --client-id emulator --code emulator`,
          )
        yield* Effect.forEach(
          lines.map((line) => `env -u ZOHO_CLIENT_SECRET ${line}`),
          ok,
        )
        assert.strictEqual((yield* young.emulator.records("Accounts")).length, 7)
        const contacts = yield* young.emulator.records("Contacts")
        assert.strictEqual(contacts.length, 12)
        const accounts = (yield* young.emulator.records("Accounts")).map(({ id }) => id)
        assert.isTrue(contacts.some((contact) => accounts.some((id) => JSON.stringify(contact).includes(String(id)))))
      }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
    manyCommands,
  )
})

const deno = scriptWords("zoho-bulk:deno")[0] ?? ""

const start: Readonly<Record<typeof thisRuntime, (more: ReadonlyArray<string>) => ReadonlyArray<string>>> = {
  node: (more) => ["node", ...more],
  deno: (more) => [deno, ...(more[0] === "--test" ? ["test", "--no-check", ...more.slice(1)] : ["run", ...more])],
}

/** Files of a recipe where they find the packages, for this runtime. */
const programs = (files: ReadonlyMap<string, string>) =>
  exampleFolder(
    Object.fromEntries(
      [...files].map(([name, text]) => [
        name,
        text.replaceAll("@zoho-bulk/node-runner", `@zoho-bulk/${thisRuntime}-runner`),
      ]),
    ),
  )

const flags = thisRuntime === "deno" ? ["-A", "--quiet"] : []

const runFile = (words: ReadonlyArray<string>, env: Readonly<Record<string, string>>) =>
  Effect.promise(() => runProcess("node", [], { command: start[thisRuntime](words), env }))

describe("the recipes in TypeScript", () => {
  it.live("a pipeline is woken by Zoho's call", () =>
    Effect.gen(function* () {
      const { files } = recipeOf("callback")
      const { emulator, origin } = yield* emulatedOnPort({
        callbacks: Layer.orDie(runner.layerHttpClient),
        jobDuration: "2 seconds",
        records: { Contacts: 17 },
      })
      const folder = yield* programs(files)
      const [port] = yield* freePorts(1)
      const { exitCode, stderr, stdout } = yield* runFile([...flags, `${folder}/callback.ts`], {
        ZOHO_API_DOMAIN: origin,
        ZOHO_ACCESS_TOKEN: "emulator",
        CALLBACK_PORT: String(port),
        CALLBACK_SECRET: "a secret",
        CALLBACK_URL: `http://127.0.0.1:${port}/zoho`,
      })
      assert.deepStrictEqual(
        { exitCode, stderr, stdout },
        { exitCode: 0, stderr: "", stdout: "completed: 17 contacts\n" },
      )
      assert.isTrue(JSON.stringify(yield* emulator.report).includes("200"))
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )

  it.live("the tests of a program pass, and fail where the program is wrong", () =>
    Effect.gen(function* () {
      const { files } = recipeOf("test-your-program")
      const run = (texts: ReadonlyMap<string, string>) =>
        Effect.flatMap(programs(texts), (folder) => runFile(["--test", ...flags, `${folder}/report.test.ts`], {}))
      const good = yield* run(files)
      assert.strictEqual(good.exitCode, 0, good.stdout + good.stderr)
      assert.match(good.stdout, thisRuntime === "node" ? /^ℹ pass 3$/m : /3 passed/)
      const wrong = new Map(files).set("report.ts", (files.get("report.ts") ?? "").replace("?? 0) + 1", "?? 0) + 2"))
      assert.notStrictEqual((yield* run(wrong)).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("the tests of a program that fetches by itself pass, and fail where it asks too often", () =>
    Effect.gen(function* () {
      const { files } = recipeOf("test-your-program")
      const run = (texts: ReadonlyMap<string, string>) =>
        Effect.flatMap(programs(texts), (folder) => runFile(["--test", ...flags, `${folder}/contacts.test.ts`], {}))
      const good = yield* run(files)
      assert.strictEqual(good.exitCode, 0, good.stdout + good.stderr)
      assert.match(good.stdout, thisRuntime === "node" ? /^ℹ pass 2$/m : /2 passed/)
      const hasty = new Map(files).set("contacts.ts", (files.get("contacts.ts") ?? "").replace("60_000", "30_000"))
      assert.notStrictEqual((yield* run(hasty)).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live("a command of one's own lists what it should, and has a help", () =>
    Effect.gen(function* () {
      const { files } = recipeOf("own-command")
      const { origin } = yield* emulatedOnPort({ jobDuration: 0, records: { Leads: 9 } })
      const folder = yield* programs(files)
      const env = { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
      const listed = yield* runFile([...flags, `${folder}/crm.ts`, "stale", "Leads", "--days", "1"], env)
      assert.strictEqual(listed.exitCode, 0, listed.stderr)
      assert.match(listed.stdout, /^(\d+ \d{4}-\d\d-\d\dT\S+\n)+$/)
      const help = yield* runFile([...flags, `${folder}/crm.ts`, "--help"], env)
      assert.include(help.stdout, "stale")
    }).pipe(Effect.scoped, Effect.provide(runner.layerLoopbackServer)),
  )
})
