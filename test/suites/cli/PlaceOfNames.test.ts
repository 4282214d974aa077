import { assert, describe, it } from "@effect/vitest"
import { command } from "@zoho-bulk/core/cli"
import { Completions } from "effect/cli"
import {
  commandsOfNames,
  flagsWithoutValue,
  placeOfNames,
} from "../../../packages/core/src/cli/completions/placeOfNames.ts"

const { flags: shared, subcommands } = Completions.fromCommand(command)

const isIn = (names: ReadonlyArray<string>, name: string): boolean => names.includes(name)

describe("the words that somebody is typing", () => {
  it.each([
    [["export", "Con"], { names: "modules", begun: "Con", before: "" }],
    [["fields", ""], { names: "modules", begun: "", before: "" }],
    [["--emulator", "--data-center", "eu", "count", "L"], { names: "modules", begun: "L", before: "" }],
    [
      ["export", "Contacts", "--fields", "Email,La"],
      { names: "fields", module: "Contacts", begun: "La", before: "Email," },
    ],
    [["export", "Contacts", "--fields", "=", "Em"], { names: "fields", module: "Contacts", begun: "Em", before: "" }],
    [
      ["export", "Sales\\ Orders", "--view", "'All O"],
      { names: "views", module: "Sales Orders", begun: "All O", before: "" },
    ],
    [["count", "Deals", "--where", "Am"], { names: "fields", module: "Deals", begun: "Am", before: "" }],
    [["import", "x.csv", "--module", "Le"], { names: "modules", begun: "Le", before: "" }],
    [
      ["import", "x.csv", "--module=Leads", "--find-by", "E"],
      { names: "fields", module: "Leads", begun: "E", before: "" },
    ],
    [["export", "-o", "a.csv", "Con"], { names: "modules", begun: "Con", before: "" }],
    [["export", "Contacts", "-q", "-w", "La"], { names: "fields", module: "Contacts", begun: "La", before: "" }],
    [["mirror", "Leads", "Con"], { names: "modules", begun: "Con", before: "" }],
    [["mirror", "--all", "--except", "Leads,D"], { names: "modules", begun: "D", before: "Leads," }],
    [["resume", "exp"], { names: "unfinished", begun: "exp", before: "" }],
    [["journeys", "--forget", "exp"], { names: "journeys", begun: "exp", before: "" }],
    [["cancel", "--store", "j.db", "con"], { names: "stored", store: "j.db", begun: "con", before: "" }],
    [["resolve", "--no-job", "--store=j.db", ""], { names: "asking", store: "j.db", begun: "", before: "" }],
    [["get", "--profile", "w"], { names: "profiles", begun: "w", before: "" }],
    [["mirror", "Le"], { names: "modules", begun: "Le", before: "" }],
    [["mirror", "Leads", "--merge", "De"], { names: "modules", begun: "De", before: "" }],
    [["mirror", "--all", "--except", "Calls,Ta"], { names: "modules", begun: "Ta", before: "Calls," }],
    [["mirror", "Leads", "--exclude", "De"], { names: "modules", begun: "De", before: "" }],
    [
      ["mirror", "--exclude", "Deals.Stage,Leads.Des"],
      { names: "fields", module: "Leads", begun: "Des", before: "Deals.Stage,Leads." },
    ],
    [["organization", "--modules", "Leads,D"], { names: "modules", begun: "D", before: "Leads," }],
  ] as const)("are the beginning of a name: %j", (words, place) => {
    assert.deepInclude(placeOfNames(words), place)
  })

  it.each([
    [[]],
    [["exp"]],
    [["export", "--fi"]],
    [["export", "Contacts", "Em"]],
    [["export", "Contacts", "--output", "c"]],
    [["get", "4150868"]],
    [["import", "lea"]],
    [["mirror", "status", "cop"]],
    [["mirror", "Leads", "--to", "cop"]],
    [["verify", "cop"]],
    [["__proto__", "x"]],
    [["export", "--constructor", "x"]],
  ] as const)("may be something else: %j", (words) => {
    assert.isUndefined(placeOfNames(words))
  })

  it("say whose names are meant", () => {
    const place = placeOfNames(["export", "--profile", "work", "--api-domain=http://127.0.0.1:1", "C"])
    assert.deepStrictEqual(place?.settings, { profile: "work", apiDomain: "http://127.0.0.1:1" })
  })

  it("hold no value behind a flag that takes none", () => {
    const ofNames = subcommands.filter(({ name }) => isIn([...commandsOfNames], name) && name !== "import")
    const flags = [...shared, ...ofNames.flatMap((each) => each.flags)]
    const without = flags.filter(({ type }) => type._tag === "Boolean").map(({ name }) => `--${name}`)
    assert.deepStrictEqual([...new Set(without)].toSorted(), [...flagsWithoutValue].toSorted())
  })
})
