import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { rowsOf } from "../../docs/tables.ts"
import { repositoryFile } from "../../support/examples.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const said = (text: string): string => text.replaceAll(/\s+/g, " ")

describe("`zoho-bulk mirror` refuses before anything is ordered", () => {
  it.live.each([
    { args: ["--to", "copies"], told: "No module is named" },
    { args: ["Leads"], told: "Name a folder or a database with --to" },
    { args: ["Leads", "--to", ""], told: "No target is named" },
    { args: ["Leads", "--all", "--to", "copies"], told: "--all and names of modules contradict each other" },
    { args: ["Leads", "--except", "Deals", "--to", "copies"], told: "--except is for --all" },
    { args: ["Leads", "--exclude", "Description", "--to", "copies"], told: "Write it as Module.Field" },
    { args: ["Leads", "--to", "tape:copies"], told: "tape: is not a kind of target for copies" },
    { args: ["Leads", "--to", "copies", "--refresh-every", "often"], told: "refresh-every" },
    { args: ["Leads", "--to", "copies", "--select", "nothing"], told: "nothing" },
  ])("$args, and says what to do", ({ args, told }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["mirror", ...args])
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), told)
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { args: ["Laeds"], told: 'no module "Laeds" What to do: Did you mean Leads?' },
    { args: ["--all", "--except", "Laeds"], told: "Did you mean Leads?" },
    { args: ["Leads", "--exclude", "Leads.Emial"], told: 'Leads has no field "Emial" What to do: Did you mean Email?' },
    { args: ["Leads", "--exclude", "Deals.Stage"], told: "--exclude Deals.Stage is of a module that is not copied" },
  ])("$args, once it knows which names there are", ({ args, told }) =>
    Effect.gen(function* () {
      const here = yield* machine()
      const { exitCode, stderr } = yield* here.run(["mirror", ...args, "--to", here.path("copies")])
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), told)
      assert.strictEqual(yield* countOf(here, "createReadJob"), 0)
    }).pipe(Effect.scoped),
  )

  it.live("a target that is a file", () =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const { exitCode, stderr } = yield* run(["mirror", "Leads", "--to", write("notes.txt", "")])
      assert.strictEqual(exitCode, 2)
      assert.include(stderr, "notes.txt is a file, but copies are kept in a folder")
    }).pipe(Effect.scoped),
  )

  it.live("a folder that is called as databases are, unless a slash says that it is one", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({ records: { Leads: 3 } })
      const { exitCode, stderr } = yield* run(["mirror", "Leads", "--to", path("crm.db")])
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), `Write sqlite:${path("crm.db")} for a SQLite database`)
      const folder = ["mirror", "Leads", "--to", `${path("crm.db")}/`]
      assert.strictEqual((yield* run(folder)).exitCode, 0)
      assert.strictEqual((yield* run(["verify", path("crm.db")])).exitCode, 0)
    }).pipe(Effect.scoped),
  )

  it.live.each([
    {
      text: '{"modules": [{"module": "Leads"}], "modulse": 1}',
      told: "modulse is not a known key: did you mean modules?",
    },
    {
      text: '{"modules": [{"module": "Leads", "feilds": []}]}',
      told: "modules.0.feilds is not a known key: did you mean fields?",
    },
    {
      text: '{"modules": [{"module": "Leads", "since": "yesterday"}]}',
      told: "modules.0.since is not a known key: the keys are module, fields, exclude, where",
    },
    {
      text: '{"modules": [{"module": "Leads"}], "schedule": "nightly"}',
      told: "schedule is not a known key: the keys are name, target, format, merge, softDelete, modules",
    },
    { text: '{"modules": [{}]}', told: 'Missing key at ["modules"][0]["module"]' },
    { text: '{"modules": [', told: "it is not JSON" },
    { text: '{"modules": [{"module": "Leads", "where": "Company ="}]}', told: "Leads: where cannot be read at" },
  ])("a --config that holds $text", ({ text, told }) =>
    Effect.gen(function* () {
      const { path, run, write } = yield* machine()
      const { exitCode, stderr } = yield* run(["mirror", "--config", write("m.json", text), "--to", path("copies")])
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), told)
    }).pipe(Effect.scoped),
  )

  it.live("a key that the documentation does not list, and no other", () =>
    Effect.gen(function* () {
      const [, section = ""] = repositoryFile("docs/mirror.md").split("## A configuration file\n")
      const listed = rowsOf(section.split(/^## /m)[0] ?? "").map(({ name }) => name)
      const { run, write } = yield* machine()
      const keysIn = Effect.fnUntraced(function* (text: string) {
        const { stderr } = yield* run(["mirror", "--config", write("m.json", text)])
        return (/: the keys are ([\w, ]+)/.exec(said(stderr))?.[1] ?? "")
          .trim()
          .split(", ")
          .map((key) => key.split(" ")[0])
      })
      const ofModules = yield* keysIn('{"modules": [{"module": "Leads", "": 1}]}')
      assert.sameMembers(listed, [
        ...(yield* keysIn('{"modules": [], "": 1}')),
        ...ofModules.map((key) => `modules[].${key}`),
      ])
    }).pipe(Effect.scoped),
  )

  it.live.each([
    {
      args: ["--format", "ndjson", "--merge"],
      settings: {},
      target: "sqlite:crm.db",
      told: "--format and --merge are for copies in a folder What to do: Leave them out for a database.",
    },
    {
      args: ["--merge"],
      settings: {},
      target: "sqlite:crm.db",
      told: "--merge is for copies in a folder What to do: Leave it out for a database.",
    },
    {
      args: [],
      settings: { merge: true },
      target: "sqlite:crm.db",
      told: '"merge" in m.json is for copies in a folder What to do: Remove it from m.json for a database.',
    },
    {
      args: [],
      settings: { format: "csv.gz", merge: true },
      target: "sqlite:crm.db",
      told: '"format" and "merge" in m.json are for copies in a folder What to do: Remove them from m.json for a database.',
    },
    {
      args: ["--format", "csv"],
      settings: { format: "ndjson", merge: true, softDelete: true },
      target: "sqlite:crm.db",
      told: '--format and "merge" in m.json are for copies in a folder What to do: Leave them out for a database.',
    },
    {
      args: [],
      settings: { softDelete: true },
      target: "copies",
      told: '"softDelete" in m.json is for copies in a database What to do: Remove it from m.json for a folder:',
    },
    {
      args: ["--soft-delete"],
      settings: { merge: true },
      target: "copies",
      told: "--soft-delete is for copies in a database What to do: Leave it out for a folder:",
    },
  ])("$args with $settings in the --config file, where the target is $target", ({ args, settings, target, told }) =>
    Effect.gen(function* () {
      const { run, write } = yield* machine()
      const file = write("m.json", JSON.stringify({ target, ...settings, modules: [{ module: "Leads" }] }))
      for (const command of [["mirror"], ["submit", "mirror", "--store", "journeys.db", "--key", "copies"]]) {
        const { exitCode, stderr } = yield* run([...command, "--config", file, ...args])
        assert.strictEqual(exitCode, 2)
        assert.include(said(stderr.replaceAll(file, "m.json")), told)
      }
    }).pipe(Effect.scoped),
  )

  it.live.each([
    { args: ["--config", "nowhere.json"], told: "there is no such file" },
    { args: ["Leads", "--config", "m.json"], told: "--config and names of modules contradict each other" },
    { args: ["--except", "Leads", "--config", "m.json"], told: "--config and names of modules contradict each other" },
  ])("$args", ({ args, told }) =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { exitCode, stderr } = yield* run(["mirror", ...args])
      assert.strictEqual(exitCode, 2)
      assert.include(said(stderr), told)
    }).pipe(Effect.scoped),
  )
})
