import { describe, expect, it } from "vitest"
import { faultsOfArrows } from "./arrows.ts"
import { packageSources } from "./sources.ts"

const core = "packages/core/src"

/** What is said of the tree with a few files planted, beside what is said of it as it is. */
const faultsWith = (planted: Readonly<Record<string, string>>): ReadonlyArray<string> => {
  const sources = packageSources()
  const known = new Set(faultsOfArrows(sources))
  return faultsOfArrows(new Map([...sources, ...Object.entries(planted)])).filter((fault) => !known.has(fault))
}

describe("the arrows of the packages", () => {
  it("point one way, and lead in no circle, types included", () => {
    expect(faultsOfArrows(packageSources())).toEqual([])
  })

  it.each([
    { way: "by `import type`", text: 'import type { Run } from "../cli/Planted.ts"\nexport type Own = Run\n' },
    { way: "by `export type`", text: 'export type { Run } from "../cli/Planted.ts"\n' },
    { way: "by `export *`", text: 'export * from "../cli/Planted.ts"\n' },
    { way: "late", text: 'export const late = () => import("../cli/Planted.ts")\n' },
    { way: "inside of a type", text: 'export type Own = import("../cli/Planted.ts").Run\n' },
  ])("may not point up $way", ({ text }) => {
    const planted = { [`${core}/domain/Planted.ts`]: text, [`${core}/cli/Planted.ts`]: "export type Run = 1\n" }
    const [arrow, circle, ...others] = faultsWith(planted)
    expect(arrow).toContain(
      `${core}/domain/Planted.ts imports ${core}/cli/Planted.ts. The room domain may import no other room.`,
    )
    expect(circle).toContain(`Folders of ${core}/ import each other in a circle: cli → domain → cli`)
    expect(others).toEqual([])
  })

  it.each([
    { from: `${core}/jobs/Planted.ts`, to: "../index.ts", told: "The room jobs may import domain, wire," },
    { from: `${core}/cli/Planted.ts`, to: "../doors/Condition.ts", told: "The room cli may import domain, wire," },
    {
      from: `${core}/index.ts`,
      to: "./emulator/index.ts",
      told: "Who imports the core must not pay for emulator, cli",
    },
    {
      from: "packages/node-runner/src/Planted.ts",
      to: "../../deno-runner/src/index.ts",
      told: "A runner knows the core alone",
    },
    { from: `${core}/wire/Planted.ts`, to: "@zoho-bulk/node-runner", told: "the core knows no runner" },
  ])("may not lead from $from to $to", ({ from, told, to }) => {
    const faults = faultsWith({ [from]: `export type * from "${to}"\n` })
    expect(faults.filter((fault) => fault.startsWith(`${from} imports`))).toEqual([expect.stringContaining(told)])
  })

  it("may lead to what a room may import, and to the core by its doors", () => {
    const planted = {
      [`${core}/jobs/Planted.ts`]: 'export type { JobId } from "../domain/JobId.ts"\n',
      "packages/node-runner/src/Planted.ts": 'export { runCommand } from "@zoho-bulk/core/cli"\n',
    }
    expect(faultsWith(planted)).toEqual([])
  })

  it("may not lead in a circle of types", () => {
    const planted = {
      [`${core}/jobs/Hen.ts`]: 'import type { Egg } from "./Egg.ts"\nexport type Hen = Egg\n',
      [`${core}/jobs/Egg.ts`]: 'import type { Hen } from "./Hen.ts"\nexport type Egg = Hen\n',
    }
    expect(faultsWith(planted)).toEqual([
      `Files import each other in a circle: ${core}/jobs/Egg.ts → ${core}/jobs/Hen.ts → ${core}/jobs/Egg.ts`,
    ])
  })

  it("may not lead in a circle of folders within a room, though no file does", () => {
    const planted = {
      [`${core}/jobs/hens/Hen.ts`]: 'export type { Egg } from "../eggs/Egg.ts"\n',
      [`${core}/jobs/hens/Coop.ts`]: "export type Coop = 1\n",
      [`${core}/jobs/eggs/Egg.ts`]: "export type Egg = 1\n",
      [`${core}/jobs/eggs/Nest.ts`]: 'export type { Coop } from "../hens/Coop.ts"\n',
    }
    expect(faultsWith(planted)).toEqual([
      [
        `Folders of ${core}/jobs/ import each other in a circle: eggs → hens → eggs`,
        `  ${core}/jobs/eggs/Nest.ts imports ${core}/jobs/hens/Coop.ts`,
        `  ${core}/jobs/hens/Hen.ts imports ${core}/jobs/eggs/Egg.ts`,
      ].join("\n"),
    ])
  })

  it("may not be computed, and are not read from comments and strings", () => {
    const planted = {
      [`${core}/jobs/Computed.ts`]: "export const load = (name: string) => import(name)\n",
      [`${core}/domain/Told.ts`]:
        '/** import "../cli/runCommand.ts" */\nexport const told = \'from "../cli/index.ts"\'\n',
    }
    expect(faultsWith(planted)).toEqual([
      `${core}/jobs/Computed.ts imports a module whose name is computed: nobody can tell which`,
    ])
  })
})
