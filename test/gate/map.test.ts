import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { describe, expect, it } from "vitest"
import { faultsOfMap, mapFile } from "./map.ts"
import { packageSources } from "./sources.ts"
import { root, sourceFiles } from "./tree.ts"

const map = readFileSync(resolve(root, mapFile), "utf8")
const sources = packageSources()
const files = sourceFiles()

const faultsWith = (what: string | RegExp, by: string): ReadonlyArray<string> => {
  const changed = map.replace(what, by)
  expect(changed).not.toBe(map)
  return faultsOfMap(changed, sources, files)
}

describe("the map of the house", () => {
  it("is right", () => {
    expect(faultsOfMap(map, sources, files)).toEqual([])
  })

  it("may speak of flags, of modules of Effect, and of what a runtime has", () => {
    expect(faultsWith("## The story", "## The story of `--explain`, `Schema`, `node:fs` and `fetch`")).toEqual([])
  })

  it.each([
    { fault: "a room has no row", what: /^\| `callback` .*\n/m, by: "", told: "its table has the rooms domain," },
    {
      fault: "a row has no room",
      what: /^\| `callback` /m,
      by: "| `helpers` | | |\n| `callback` ",
      told: "there are, in the order of the story, domain,",
    },
    {
      fault: "rows are out of order",
      what: /^(\| `domain` .*\n)(.*\n)/m,
      by: "$2$1",
      told: "in the order of the story",
    },
    { fault: "the picture lacks a room", what: / ← doors/g, by: "", told: "its picture lacks the room doors" },
    { fault: "the picture has another", what: " ← doors", by: " ← doors ← attic", told: "has a room attic" },
    {
      fault: "the picture has an arrow up",
      what: "domain ← wire ← failure",
      by: "domain ← wire ← failure  wire ← domain  failure",
      told: "an arrow from domain to wire, which domain may not import",
    },
    {
      fault: "the picture lacks an arrow",
      what: "connection ← metadata ← transfer",
      by: "connection ← metadata",
      told: "no way from transfer to metadata, which transfer may import",
    },
    {
      fault: "a flow chart has an arrow up",
      what: "jobs -- spelling --> wire",
      by: "wire -- spelling --> jobs",
      told: "an arrow from wire to jobs, which wire may not import",
    },
    {
      fault: "a flow chart has no such room",
      what: "-. answer .-> connection",
      by: "-. answer .-> attic",
      told: "attic",
    },
    { fault: "a state is none", what: "queued --> in_progress", by: "queued --> working", told: "a state working" },
    {
      fault: "a function is gone",
      what: "`splitRows` (",
      by: "`cutRows` (",
      told: "it speaks of `cutRows`, and there is no such thing",
    },
    {
      fault: "a file is gone",
      what: "`wire/WireObject.ts`",
      by: "`wire/Gone.ts`",
      told: "it speaks of `wire/Gone.ts`",
    },
    { fault: "a flag is gone", what: "## The story", by: "## The story of `--explian`", told: "of `--explian`" },
    { fault: "a folder of a room is gone", what: "`signIn`,", by: "`logOn`,", told: "it speaks of `logOn`" },
    {
      fault: "a function is in another room",
      what: "`send` (`transport`)",
      by: "`send` (`wire`)",
      told: "it puts `send` into wire; it is in packages/core/src/transport/send.ts",
    },
    {
      fault: "a row has what is in another room",
      what: "`JobSignals`",
      by: "`JobSignals`, `importRows`",
      told: "it puts `importRows` into jobs; it is in packages/core/src/transfer/imports/importRows.ts",
    },
  ])("is wrong where $fault", ({ by, told, what }) => {
    expect(faultsWith(what, by).join("\n")).toContain(told)
  })
})
