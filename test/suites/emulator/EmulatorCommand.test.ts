import { resolve } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { zohoBulk } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

describe("`zoho-bulk emulator`", () => {
  it.effect.each([
    {
      flags: ["--records", "Contacts"],
      said: '--records is "Contacts"; it takes records as Contacts=450000,Leads=1000',
    },
    { flags: ["--records", "Contacts=many"], said: '--records is "Contacts=many"; it takes' },
    {
      flags: ["--scopes", "bulk"],
      said: '--scopes is "bulk"; it takes scopes as ZohoCRM.bulk.READ,ZohoCRM.modules.ALL',
    },
    { flags: ["--faults", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--edits", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--organization", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--mishaps", "nowhere.json"], said: "nowhere.json cannot be read" },
    { flags: ["--faults", "a.json", "--mishaps", "b.json"], said: "--faults and --mishaps were both given" },
    { flags: ["--explain", "--faults", "a.json", "--mishaps=a.json"], said: "Use --faults alone" },
    {
      flags: ["--job-duration", `${"9".repeat(400)}s`],
      said: "it takes a duration such as 90s, 10m or 2h, and 365d at most",
    },
  ])("does not take $flags, and says why with exit code 2", ({ flags, said }) =>
    Effect.gen(function* () {
      const run = yield* zohoBulk(["emulator", ...flags])
      assert.strictEqual(run.exitCode, 2)
      assert.include(run.stderr.replaceAll(/\s+/g, " "), said)
    }),
  )

  it.effect.each([
    { text: "[{", said: "faults.json is not JSON" },
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
    { text: '{"module": "Leads", "delete": "1"}\n{', said: "edits.json is not JSON" },
    { text: '[{"module": "Leads"}]', said: "Name one thing that it does: create, update," },
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
    { text: "{", said: "mine.json is not JSON" },
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
