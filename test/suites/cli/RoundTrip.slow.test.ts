import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { machine } from "../../support/onDisk.ts"

const modules = ["Accounts", "Contacts", "Leads", "Deals", "Events", "Tasks"] as const
const formats = ["csv", "tsv", "ndjson"] as const

describe("what `zoho-bulk export` writes", () => {
  it.live.each(modules.flatMap((module) => formats.map((format) => ({ module, format }))))(
    "is taken back by an update, which skips nothing and changes nothing: $module as $format",
    ({ format, module }) =>
      Effect.gen(function* () {
        const here = yield* machine({ records: Object.fromEntries(modules.map((each) => [each, 40])) })
        const exported = (name: string) =>
          here.run(["export", module, "--fields", "all", "--output", here.path(`${name}.${format}`)])
        assert.strictEqual((yield* exported("before")).exitCode, 0)
        const update = ["--module", module, "--operation", "update", "--find-by", "id"]
        const file = here.path(`before.${format}`)
        const check = yield* here.run(["import", file, ...update, "--check"])
        assert.strictEqual(check.exitCode, 0, check.stdout)
        const { exitCode, stderr, stdout } = yield* here.run(["import", file, ...update, "--json"])
        assert.strictEqual(exitCode, 0, `${stderr}${stdout}`)
        const { notSent, skipped, updated } = document(stdout)
        assert.deepStrictEqual({ skipped, updated }, { skipped: 0, updated: 40 })
        assert.includeMembers(notSent as Array<unknown>, ["Created_Time", "Modified_Time", "Created_By"])
        yield* exported("after")
        const untouched = (text: string): string => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+(?:Z|[+-][\d:]+)/g, "time")
        assert.strictEqual(untouched(here.read(`after.${format}`)), untouched(here.read(`before.${format}`)))
      }),
  )

  it.live("is taken back without a list of fields, and with the names of what lookups point at", () =>
    Effect.gen(function* () {
      const here = yield* machine({ records: { Deals: 20, Accounts: 20, Contacts: 20 } })
      const update = ["--module", "Deals", "--operation", "update", "--find-by", "id", "--json"]
      for (const [name, ...fields] of [
        ["all.csv"],
        ["names.csv", "--fields", "Deal_Name,Closing_Date,Account_Name,Account_Name.Account_Name,Account_Name.Phone"],
        ["names.ndjson", "--fields", "Closing_Date,Account_Name,Account_Name.Account_Name"],
        ["by-name.csv", "--fields", "Amount,Account_Name.Account_Name"],
        ["by-id.csv", "--fields", "Amount,Contact_Name.id,Owner.email"],
      ] as const) {
        const file = here.path(name)
        const exported = yield* here.run(["export", "Deals", ...fields, "--output", file])
        assert.strictEqual(exported.exitCode, 0, exported.stderr)
        const { stderr, stdout } = yield* here.run(["import", file, ...update])
        assert.notStrictEqual(stdout, "", stderr)
        assert.deepInclude(document(stdout), { skipped: 0, updated: 20 }, `${name}: ${stdout}`)
      }
    }),
  )
})
