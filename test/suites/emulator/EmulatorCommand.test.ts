import { resolve } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { codeBlocks, repositoryFile } from "../../support/examples.ts"
import { machine } from "../../support/onDisk.ts"

describe("`zoho-bulk emulator`", () => {
  it.effect.each([
    {
      flags: ["--records", "Contacts"],
      said: '--records is "Contacts"; expected records as Contacts=450000,Leads=1000',
    },
    { flags: ["--records", "Contacts=many"], said: '--records is "Contacts=many"; expected' },
    {
      flags: ["--scopes", "bulk"],
      said: '--scopes is "bulk"; expected scopes as ZohoCRM.bulk.READ,ZohoCRM.modules.ALL',
    },
    { flags: ["--faults", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--edits", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--organization", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--mishaps", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--faults", "a.json", "--mishaps", "b.json"], said: "--faults and --mishaps were both given" },
    { flags: ["--explain", "--faults", "a.json", "--mishaps=a.json"], said: "Use --faults alone" },
    {
      flags: ["--job-duration", `${"9".repeat(400)}s`],
      said: "expected a duration such as 90s, 10m or 2h, at most 365d",
    },
  ])("does not take $flags, and says why with exit code 2", ({ flags, said }) =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["emulator", ...flags])
      assert.strictEqual(run.exitCode, 2)
      assert.include(run.stderr.replaceAll(/\s+/g, " "), said)
    }),
  )

  it.effect.each([
    { text: "[{", said: "faults.json is not JSON: it ends too early, at line 1, column 3" },
    { text: '{"does": "throttled"}', said: "faults.json is not a list of faults: faults is {" },
    { text: '[{"does": "explode"}]', said: 'faults[0].does is "explode"' },
    { text: '[{"does": "throttled", "operation": "getReedJob"}]', said: "Use one of: createReadJob, getReadJob," },
    { text: '[{"does": "throttled", "nth": 1, "when": "now"}]', said: "Unknown option faults[0].when" },
  ])("takes no file of faults that holds $text, and says why with exit code 2", ({ said, text }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("faults.json", text)
        for (const flag of ["--faults", "--mishaps"]) {
          const { exitCode, stderr } = yield* run(["emulator", flag, path("faults.json")])
          assert.strictEqual(exitCode, 2)
          assert.include(stderr.replaceAll(/\s+/g, " "), said)
        }
      }),
    ),
  )

  it.effect.each([
    { text: "[{", said: "edits.json is not JSON" },
    {
      text: '{"module": "Leads", "delete": "1"}\n\n{"module": Leads}',
      said: 'edits.json is not JSON: line 3, column 12 is "L"',
    },
    { text: '[{"module": "Leads"}]', said: "Name one thing to do: create, update," },
    { text: '{"module": "Leads", "delete": "1"}\n\n{"module": "Leads", "erase": "1"}', said: "edits[1]" },
    { text: '[{"module": "Leads", "delete": "1", "after": "soon"}]', said: 'Use a duration such as "90s"' },
  ])("takes no file of edits that holds $text, and says why with exit code 2", ({ said, text }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("edits.json", text)
        const { exitCode, stderr } = yield* run(["emulator", "--edits", path("edits.json")])
        assert.strictEqual(exitCode, 2)
        assert.include(stderr.replaceAll(/\s+/g, " "), said)
      }),
    ),
  )

  it.effect.each([
    { text: '{"modules": [\n{"api_name": "Cars"},\n]}', said: 'mine.json is not JSON: line 3, column 1 is "]"' },
    { text: "[]", said: "mine.json: it does not describe an organisation" },
    { text: '{"moduls": []}', said: "mine.json: Unknown key moduls What to do: An organisation has one key: modules." },
    {
      text: '{"modules": [{"api_name": "Cars", "fields": [{"api_name": "Name"}]}]}',
      said: "modules[0].fields[0].data_type is",
    },
    {
      text: '{"modules": [{"api_name": "Cars", "records": [{"Nmae": 1}]}]}',
      said: "mine.json: modules[0].records[0].Nmae is not a field",
    },
  ])("takes no organisation that is $text, and says what and where with exit code 2", ({ said, text }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("mine.json", text)
        const { exitCode, stderr } = yield* run(["emulator", "--organization", path("mine.json")])
        assert.strictEqual(exitCode, 2)
        assert.include(stderr.replaceAll(/\s+/g, " "), said)
      }),
    ),
  )

  it.effect.each([
    {
      scopes: "ZohoCRM.bulks.READ",
      said: "ZohoCRM.bulks.READ allows nothing in the emulator. Did you mean ZohoCRM.bulk.READ?",
    },
    { scopes: "ZohoCRM.modules.leeds.READ", said: "Did you mean ZohoCRM.modules.leads.READ?" },
    {
      scopes: "ZohoCRM.org.READ,ZohoCRM.coql.READ",
      said: "--scopes: ZohoCRM.coql.READ allows nothing in the emulator.",
    },
  ])("takes the scopes $scopes, and says which of them opens nothing", ({ said, scopes }) =>
    Effect.gen(function* () {
      const { stderr } = yield* zohoBulk(["emulator", "--scopes", scopes])
      assert.include(stderr.replaceAll(/\s+/g, " "), said)
      assert.lengthOf(stderr.match(/allows nothing/g) ?? [], 1)
    }),
  )

  it.effect("says nothing of scopes that open something, of a module that it has or of any", () =>
    Effect.gen(function* () {
      const scopes = [
        "ZohoCRM.bulk.ALL",
        "ZohoCRM.bulk.read",
        "ZohoCRM.modules.READ",
        "ZohoCRM.modules.cars.DELETE",
        "ZohoCRM.modules.tasks.ALL",
        "ZohoCRM.settings.ALL",
        "ZohoCRM.settings.recycle_bin.UPDATE",
        "ZohoFiles.files.ALL",
        "ZohoSearch.securesearch.READ",
        "ZohoCRM.users.READ",
      ]
      const { stderr } = yield* zohoBulk(["emulator", "--records", "Cars=2", "--scopes", scopes.join()])
      assert.notInclude(stderr, "allows nothing")
    }),
  )

  const car = (fields: ReadonlyArray<object>, more: object = {}) => ({
    modules: [{ api_name: "Cars", fields: [{ api_name: "Name", data_type: "text" }, ...fields], ...more }],
  })

  it.effect.each([
    { key: "record", more: { record: [{ Name: "Brakes" }] }, meant: "records" },
    { key: "feilds", more: { feilds: [] }, meant: "fields" },
    { key: "generated_record", more: { generated_record: 7 }, meant: "generated_records" },
  ])("takes no organisation whose module has the key $key, and says what was meant", ({ key, meant, more }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("mine.json", JSON.stringify(car([], more)))
        const { exitCode, stderr } = yield* run(["emulator", "--organization", path("mine.json")])
        assert.strictEqual(exitCode, 2)
        const text = stderr.replaceAll(/\s+/g, " ")
        assert.include(text, `mine.json: Unknown key modules[0].${key} What to do: Did you mean ${meant}?`)
      }),
    ),
  )

  it.effect.each([
    {
      what: "a type that was probably meant to be another",
      field: { api_name: "Seats", data_type: "intger" },
      said: 'modules[0].fields[1].data_type is "intger", which is treated as text. Did you mean integer?',
    },
    {
      what: "a type that Zoho may have",
      field: { api_name: "Seats", data_type: "hologram" },
      said: 'modules[0].fields[1].data_type is "hologram", which is treated as text.',
    },
    {
      what: "a lookup to a module that it does not have",
      field: { api_name: "Host", data_type: "lookup", lookup: { module: { api_name: "Hosts" } } },
      said: "There is no module Hosts, which Cars.Host looks up.",
    },
    {
      what: "a key of a field that was probably meant to be another",
      field: { api_name: "City", data_type: "text", lenght: 20 },
      said: "modules[0].fields[1].lenght is ignored. Did you mean length?",
    },
  ])("takes an organisation with $what, and says so", ({ field, said }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("mine.json", JSON.stringify(car([field])))
        const { stderr } = yield* run(["emulator", "--organization", path("mine.json")])
        assert.include(stderr.replaceAll(/\s+/g, " "), `mine.json: ${said}`)
      }),
    ),
  )

  it.effect("says nothing of what Zoho's own pages answer, nor of an organisation in the documentation", () =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        const bodyOf = (name: string) =>
          JSON.parse(repositoryFile(`test/fixtures/metadata/${name}.v7.json`)).body as Record<string, Array<object>>
        const { fields } = bodyOf("fields")
        const { modules = [] } = bodyOf("modules")
        const [first, ...others] = modules
        write("mine.json", JSON.stringify({ modules: [{ ...first, fields }, ...others] }))
        const documented = codeBlocks(repositoryFile("docs/emulator.md")).filter(({ info }) =>
          ["organization.json", "leads.json"].includes(info),
        )
        assert.lengthOf(documented, 2)
        for (const { code, info } of documented) write(info, code)
        for (const name of ["organization.json", "leads.json"]) {
          const { stderr } = yield* run(["emulator", "--organization", path(name)])
          assert.notInclude(stderr, name)
        }
        const { stderr } = yield* run(["emulator", "--organization", path("mine.json")])
        assert.notMatch(stderr, /mine\.json: (?:modules|Unknown)/)
      }),
    ),
  )

  it.effect.each([
    { what: "a file of more than 1 MiB", file: "long.json", said: "long.json cannot be read: it has more than 1 MiB" },
    { what: "a folder", file: ".", said: "cannot be read: it is a folder" },
    { what: "a device that never ends", file: "/dev/zero", said: "/dev/zero cannot be read: it is a device" },
  ])("reads no faults from $what, and says why with exit code 2", ({ file, said }) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { path, run, write } = yield* machine()
        write("long.json", `[${" ".repeat(2 ** 20)}]`)
        const { exitCode, stderr } = yield* run(["emulator", "--faults", resolve(path("."), file)])
        assert.strictEqual(exitCode, 2)
        assert.include(stderr.replaceAll(/\s+/g, " "), said)
      }),
    ),
  )

  it.effect("names `--faults` in its help, and not the name that the flag once had", () =>
    Effect.gen(function* () {
      const { stdout } = yield* zohoBulk(["emulator", "--help"])
      assert.match(stdout, /^ {2}--faults <file> /m)
      assert.notInclude(stdout, "mishap")
    }),
  )
})
