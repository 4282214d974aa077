import { statSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import type * as Emulator from "@zoho-bulk/core/emulator"
import { Effect } from "effect"
import { document } from "../../support/commandLine.ts"
import { fits } from "../../support/fits.ts"
import { largeOrganization } from "../../support/largeOrganization.ts"
import { countOf, machine } from "../../support/onDisk.ts"

const lines = (text: string): ReadonlyArray<string> => text.trimEnd().split("\n")

const workshops: Emulator.OrganizationDescription = {
  modules: [
    {
      api_name: "Workshops",
      plural_label: "Our workshops",
      generated_type: "custom",
      fields: [
        { api_name: "Name", data_type: "text", system_mandatory: true, unique: true },
        {
          api_name: "City",
          data_type: "picklist",
          pick_list_values: [{ display_value: "-None-" }, { display_value: "Colombo" }],
        },
        { api_name: "Photo", data_type: "imageupload" },
        { api_name: "Rating", data_type: "formula", formula: { return_type: "double" } },
        { api_name: "Parent", data_type: "lookup", lookup: { module: "Workshops" } },
      ],
      layouts: [
        { name: "Standard", sections: [{ fields: [{ api_name: "City", required: true }, { api_name: "Parent" }] }] },
        { name: "Small", sections: [{ fields: [{ api_name: "Name" }] }] },
      ],
      custom_views: [
        { name: "All", system_name: "ALLVIEWS" },
        { name: "Near by", created_by: { name: "x" } },
      ],
      generated_records: 7,
    },
    { api_name: "Secrets", no_permission: true },
    { api_name: "Hidden", api_supported: false },
  ],
}

type Lines = ReadonlyArray<Readonly<Record<string, unknown>>>

const listed = (stdout: string): Lines => lines(stdout).map((line) => JSON.parse(line))

describe("`zoho-bulk modules`, `fields`, `views` and `count`", () => {
  it.live("list what there is, for people, and what bulk jobs can do with it", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({ organization: workshops })
      const modules = (yield* run(["modules"])).stdout
      assert.match(modules, /^Label +API name +Kind +Read +Write/)
      assert.match(modules, /^Our workshops +Workshops +custom +yes +yes$/m)
      assert.include(modules, "1 module more that the API does not support: --json lists them.")
      const fields = (yield* run(["fields", "our workshops"])).stdout
      assert.match(fields, /^Name +Name +text +yes +yes +yes +yes$/m)
      assert.match(fields, /^City +City +picklist +in Standard +yes +yes +Colombo$/m)
      assert.match(fields, /^Photo +Photo +imageupload +no +no +it holds images$/m)
      assert.match(fields, /^Rating +Rating +formula +yes +no +not written: Zoho computes it$/m)
      assert.match(fields, /^Parent +Parent +lookup to Workshops/m)
      assert.match((yield* run(["views", "Workshops"])).stdout, /^Near by +\d+$/m)
      assert.strictEqual((yield* run(["count", "Workshops"])).stdout, "7 records of Workshops\n")
    }),
  )

  it.live("list the same for programs, in documents that fit their schemas", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({ organization: workshops })
      for (const [name, args] of [
        ["modules", ["modules"]],
        ["fields", ["fields", "Workshops"]],
        ["views", ["views", "Workshops"]],
        ["count", ["count", "Workshops"]],
        ["count", ["count", "Workshops", "--where", "Name = x"]],
      ] as const) {
        const { stderr, stdout } = yield* run([...args, "--json"])
        assert.strictEqual(stderr, "")
        fits(name, stdout)
      }
      const fields = listed((yield* run(["fields", "Workshops", "--jsonl"])).stdout)
      assert.deepInclude(fields[1], {
        apiName: "City",
        mandatory: false,
        mandatoryIn: ["Standard"],
        values: ["Colombo"],
      })
      assert.deepInclude(fields[2], { read: false, whyNotRead: "it holds images", write: [] })
      const modules = listed((yield* run(["modules", "--jsonl", "--select", "apiName,inApi"])).stdout)
      assert.deepInclude(modules, { apiName: "Hidden", inApi: false })
    }),
  )

  it.live("take names as people know them, and say what was meant", () =>
    Effect.gen(function* () {
      const { run } = yield* machine({ organization: workshops })
      for (const command of ["fields", "views", "count"]) {
        const { exitCode, stderr } = yield* run([command, "Workshps"])
        assert.strictEqual(exitCode, 2)
        assert.include(stderr, "Did you mean Workshops? zoho-bulk modules lists the modules.")
        assert.strictEqual((yield* run([command, "Our Workshops"])).exitCode, 0)
        assert.strictEqual((yield* run([command, "Secrets"])).exitCode, 3)
      }
      const field = yield* run(["export", "Workshops", "--fields", "Cty"])
      assert.include(field.stderr, "Did you mean City? zoho-bulk fields Workshops lists the fields of Workshops.")
      const view = yield* run(["export", "Workshops", "--view", "Near"])
      assert.include(view.stderr, "zoho-bulk views Workshops lists the views of Workshops.")
    }),
  )

  it.live("tell of the fields also where the layouts may not be read, and say so", () =>
    Effect.gen(function* () {
      const scopes = ["ZohoCRM.settings.fields.READ", "ZohoCRM.settings.modules.READ"]
      const { run } = yield* machine({ organization: workshops, scopes })
      const told = yield* run(["fields", "Workshops"])
      assert.strictEqual(told.exitCode, 0)
      assert.include(told.stderr, "ZohoCRM.settings.layouts.READ")
      assert.include(told.stderr, "It is not known which fields the layouts make mandatory.")
      assert.deepInclude(document((yield* run(["fields", "Workshops", "--json"])).stdout), { layoutsRead: false })
    }),
  )

  it.live("count by a condition as far as Zoho's search does, and say that it may lag", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const some = yield* run(["count", "Contacts", "--where", "last_name = Boyle or Last_Name starts_with Bo"])
      assert.match(some.stdout, /^[1-9]\d? records of Contacts\n$/)
      assert.include(some.stderr, "may be some minutes behind")
      const other = yield* run(["count", "Contacts", "--where", "Last_Name contains o"])
      assert.strictEqual(other.exitCode, 2)
      assert.include(other.stderr, "export the records, and count the rows")
    }),
  )

  it.live("ask once within a day, unless with `--refresh`, and are not stopped by a cache that cannot be kept", () =>
    Effect.gen(function* () {
      const here = yield* machine({ organization: workshops })
      const env = { XDG_CACHE_HOME: here.path("cache") }
      for (const args of [["fields", "Workshops"], ["fields", "Workshops"], ["modules"], ["modules"]]) {
        yield* here.run(args, { env })
      }
      assert.strictEqual(yield* countOf(here, "getFields"), 1)
      assert.strictEqual(yield* countOf(here, "getLayouts"), 1)
      assert.strictEqual(yield* countOf(here, "getModules"), 1)
      assert.strictEqual(statSync(here.path("cache/zoho-bulk/metadata")).mode & 0o777, 0o700)
      yield* here.run(["fields", "Workshops", "--refresh"], { env })
      yield* here.run(["modules", "--refresh"], { env })
      yield* here.run(["views", "Workshops", "--refresh"], { env })
      assert.strictEqual(yield* countOf(here, "getFields"), 2)
      assert.strictEqual(yield* countOf(here, "getModules"), 2)
      here.write("file", "")
      const unkept = yield* here.run(["fields", "Workshops"], { env: { XDG_CACHE_HOME: here.path("file") } })
      assert.strictEqual(unkept.exitCode, 0)
      const nowhere = yield* here.run(["modules"], { env: { XDG_CACHE_HOME: "relative" } })
      assert.deepStrictEqual([nowhere.exitCode, nowhere.stderr], [0, ""])
    }),
  )

  it.live("explain what they would ask, with scopes and credits, and ask nothing", () =>
    Effect.gen(function* () {
      const here = yield* machine()
      const explained = yield* Effect.forEach(
        [
          ["modules"],
          ["fields", "Leads"],
          ["views", "Sales Orders"],
          ["count", "Leads"],
          ["count", "Leads", "--where", "Email = x"],
          ["organization", "--modules", "Leads"],
        ],
        (args) => here.run([...args, "--explain", "--json"]),
      )
      const asked = explained.map(({ stdout }) =>
        (document(stdout)["requests"] as Lines).map(({ operation }) => String(operation)).join(" "),
      )
      assert.deepStrictEqual(asked, [
        "getModules",
        "getFields getLayouts",
        "getModules getCustomViews",
        "countRecords",
        "getFields countMatches",
        "getModules getFields getLayouts getCustomViews",
      ])
      assert.deepStrictEqual((yield* here.emulator.report).requests, [])
    }),
  )
})

describe("`zoho-bulk organization`", () => {
  it.live("describes an organisation, for an emulator that is described the same", () =>
    Effect.gen(function* () {
      for (const organization of [undefined, workshops, largeOrganization(1)]) {
        const real = yield* machine({ organization })
        const output = real.path("mine.json")
        const told = yield* real.run(["organization", "--output", output, "--json"])
        assert.strictEqual(told.exitCode, 0, told.stderr)
        fits("organization", told.stdout)
        assert.strictEqual(statSync(output).mode & 0o777, 0o600)
        const described = JSON.parse(real.read("mine.json"))
        assert.notInclude(real.read("mine.json"), "created_by")
        const double = yield* machine({ organization: described })
        yield* double.run(["organization", "--output", double.path("mine.json")])
        assert.deepStrictEqual(JSON.parse(double.read("mine.json")), described)
        const [{ api_name: first }] = described.modules
        assert.strictEqual((yield* double.run(["export", first, "--fields", "all"])).exitCode, 0)
      }
    }),
  )

  it.live("passes modules over that Zoho does not tell of, and names them", () =>
    Effect.gen(function* () {
      const { path, run } = yield* machine({ organization: workshops })
      const told = yield* run(["organization", "--output", path("mine.json")])
      assert.include(told.stderr, "Left out Secrets: ")
      assert.include(told.stdout, "1 module with 6 fields")
      assert.include(told.stdout, `zoho-bulk emulator --organization ${path("mine.json")}`)
      const { passedOver } = document((yield* run(["organization", "--output", path("m.json"), "--json"])).stdout)
      assert.deepInclude((passedOver as Lines)[0], { module: "Secrets", part: "fields", code: "NO_PERMISSION" })
      const none = yield* run(["organization", "--modules", "Secrets", "--output", path("none.json")])
      assert.strictEqual(none.exitCode, 3)
    }),
  )

  it.live("describes the modules that are named, on stdout where no file is", () =>
    Effect.gen(function* () {
      const { run } = yield* machine()
      const { stdout } = yield* run(["organization", "--modules", "Meetings, Leads"])
      const names = (JSON.parse(stdout).modules as Lines).map(({ api_name: name }) => name)
      assert.deepStrictEqual(names, ["Leads", "Events"])
      const wrong = yield* run(["organization", "--modules", "Leds"])
      assert.strictEqual(wrong.exitCode, 2)
      assert.include(wrong.stderr, "Did you mean Leads?")
      assert.strictEqual((yield* run(["organization", "--json"])).exitCode, 2)
      assert.strictEqual((yield* run(["organization", "--modules", ","])).exitCode, 2)
    }),
  )
})
