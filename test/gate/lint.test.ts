import { beforeAll, describe, expect, it } from "vitest"
import type { Ended } from "./command.ts"
import { copyTree } from "./copyOfTree.ts"

const core = "packages/core/src"

interface Fault {
  readonly fault: string
  readonly file: string
  readonly text: string
  /** What the reader must be told. */
  readonly told: string
}

const impure: ReadonlyArray<Fault> = [
  { fault: "a `node:` import", text: 'export { sep } from "node:path"', told: "imports nothing but its own files" },
  { fault: "a `node:` import made late", text: 'export const late = import("node:fs")', told: "imports nothing but" },
  { fault: "an npm import", text: 'export { chunk } from "effector"', told: "imports nothing but its own files" },
  {
    fault: "an import of itself by name",
    text: 'export { JobId } from "@zoho-bulk/core"',
    told: "imports nothing but",
  },
  { fault: "the barrel", text: 'export { Effect } from "effect"', told: "The barrel costs start-up time" },
  { fault: "`Date.now()`", text: "export const now = Date.now()", told: "Time comes from `Clock`" },
  { fault: "`new Date()`", text: "export const now = new Date()", told: "Time comes from `Clock`" },
  { fault: "`performance`", text: "export const now = performance.now()", told: "Time comes from `Clock`" },
  { fault: "`setTimeout`", text: "setTimeout(() => {}, 1)", told: "Time comes from `Clock`" },
  { fault: "`setInterval`", text: "setInterval(() => {}, 1)", told: "Time comes from `Clock`" },
  { fault: "`Math.random()`", text: "export const chance = Math.random()", told: "Chance comes from `Random`" },
  { fault: "`random` taken out of `Math`", text: "export const { random } = Math", told: "Chance comes from `Random`" },
  { fault: "`fetch`", text: 'export const answer = fetch("/")', told: "Requests leave by the `HttpClient`" },
  { fault: "`console`", text: 'console.log("")', told: "Words leave by" },
  { fault: "`process`", text: "export const id = process.pid", told: "The core knows no runtime" },
  { fault: "`Deno`", text: "export const id = Deno.pid", told: "The core knows no runtime" },
  { fault: "`globalThis`", text: 'export const answer = globalThis["fetch"]', told: "The core knows no runtime" },
  { fault: "`crypto`", text: "export const id = crypto.randomUUID()", told: "Digests and random bytes come from" },
].map((fault, index) => ({ ...fault, file: `${core}/jobs/Impure${index}.ts` }))

const misplaced: ReadonlyArray<Fault> = [
  {
    fault: "domain importing cli",
    file: `${core}/domain/DomainOnCli.ts`,
    text: 'export { runCommand } from "../cli/runCommand.ts"',
    told: "The room domain may import no other room.",
  },
  {
    fault: "domain importing cli late",
    file: `${core}/domain/DomainOnCliLate.ts`,
    text: 'export const late = () => import("../cli/runCommand.ts")',
    told: "The room domain may import no other room.",
  },
  {
    fault: "jobs importing the emulator",
    file: `${core}/jobs/JobsOnEmulator.ts`,
    text: 'export { Emulator } from "../emulator/Emulator.ts"',
    told: "The room jobs may import domain, wire, failure, settings, storage, transport, auth, formats, connection,",
  },
  {
    fault: "the emulator importing transport, from a folder within",
    file: `${core}/emulator/within/EmulatorOnTransport.ts`,
    text: 'export { send } from "../../transport/send.ts"',
    told: "The room emulator may import domain, wire, formats,",
  },
  {
    fault: "a room importing the main door",
    file: `${core}/cli/CliOnDoor.ts`,
    text: 'export { JobId } from "../index.ts"',
    told: "and no other room or door",
  },
  {
    fault: "a folder that is no room",
    file: `${core}/helpers/Helper.ts`,
    text: 'export { JobId } from "../domain/JobId.ts"',
    told: "This folder is no room yet",
  },
  {
    fault: "a file beside the main door",
    file: `${core}/BesideDoor.ts`,
    text: 'export { JobId } from "./domain/JobId.ts"',
    told: "This folder is no room yet",
  },
  {
    fault: "HTTP used in jobs",
    file: `${core}/jobs/JobsOnHttp.ts`,
    text: 'export * as HttpClient from "effect/http/HttpClient"',
    told: "effect/http is unstable and used by transport, connection, callback, emulator, cli, runners alone",
  },
  {
    fault: "the command line used in jobs",
    file: `${core}/jobs/JobsOnCommand.ts`,
    text: 'export * as Command from "effect/cli/Command"',
    told: "effect/cli is unstable and used by cli alone",
  },
  {
    fault: "an encoding used in results",
    file: `${core}/results/ResultsOnCsv.ts`,
    text: 'export * as Csv from "effect/encoding/Csv"',
    told: "effect/encoding is unstable and used by formats alone",
  },
  {
    fault: "an unstable module that nobody uses yet",
    file: `${core}/jobs/JobsByModel.ts`,
    text: 'export * as LanguageModel from "effect/ai/LanguageModel"',
    told: "`unstableModules` in test/gate/rooms.ts has to say who uses it",
  },
  {
    fault: "an unstable module in a runner",
    file: "packages/node-runner/src/RunnerOnCommand.ts",
    text: 'export * as Command from "effect/cli/Command"',
    told: "effect/cli is unstable and used by cli alone",
  },
  {
    fault: "the barrel in a runner",
    file: "packages/deno-runner/src/RunnerOnBarrel.ts",
    text: 'export { Effect } from "effect"',
    told: "The barrel costs start-up time",
  },
  {
    fault: "a runner importing another",
    file: "packages/deno-runner/src/RunnerOnRunner.ts",
    text: 'export * from "@zoho-bulk/node-runner"',
    told: "and no other runner",
  },
  {
    fault: "a runner reaching around the core's doors",
    file: "packages/node-runner/src/RunnerOnRooms.ts",
    text: 'export { send } from "../../core/src/transport/send.ts"',
    told: "A runner imports the core by its name",
  },
  {
    fault: "a file that processes share written past the lock",
    file: `${core}/cli/signIn/WritesWhole.ts`,
    text: 'export { writeWhole } from "../../storage/writeWhole.ts"',
    told: "Processes share these files: change them with `changeFile`",
  },
  {
    fault: "a file that processes share written by the file system itself",
    file: `${core}/auth/WritesItself.ts`,
    text: 'import * as FileSystem from "effect/FileSystem"\nexport const files = FileSystem.FileSystem',
    told: "Processes share these files: change them with `changeFile`",
  },
  ...[
    {
      fault: "stderr written by hand",
      text: 'import type * as Stdio from "effect/Stdio"\nexport const out = (io: Stdio.Stdio) => io.stderr()',
    },
    {
      fault: "stdout taken out of the streams",
      text: 'import type * as Stdio from "effect/Stdio"\nexport const out = ({ stdout }: Stdio.Stdio) => stdout()',
    },
    {
      fault: "a log to the console",
      text: 'import * as Logger from "effect/Logger"\nexport const log = Logger.consolePretty()',
    },
    {
      fault: "a log of ours to the console",
      text: 'import * as Logger from "effect/Logger"\nexport const log = Logger.withConsoleError(Logger.formatLogFmt)',
    },
    { fault: "Effect's console", text: 'export * as Console from "effect/Console"' },
  ].map(({ fault, text }, index) => ({
    fault,
    text,
    file: `${core}/cli/commands/OtherExit${index}.ts`,
    told: "nothing else writes to stdout or stderr",
  })),
  {
    fault: "text said to be our own",
    file: `${core}/cli/commands/OwnText.ts`,
    text: 'import { ownWords } from "../output/Words.ts"\nexport const words = ownWords("text")',
    told: "Write words with `say`",
  },
  {
    fault: "a runner that writes by itself",
    file: "packages/node-runner/src/RunnerWrites.ts",
    text: 'import process from "node:process"\nprocess.stderr.write("")',
    told: "nothing else writes to stdout or stderr",
  },
  {
    fault: "a runner that writes to the console",
    file: "packages/deno-runner/src/RunnerLogs.ts",
    text: 'console.error("")',
    told: "nothing else writes to stdout or stderr",
  },
  ...[
    { fault: "a file that is looked for by `exists`", text: "files.FileSystem.use((fs) => fs.exists(path))" },
    {
      fault: "`exists` taken out of the files",
      text: "files.FileSystem.use(({ exists }) => exists(path))",
    },
    { fault: "a file that is looked for by `access`", text: "files.FileSystem.use((fs) => fs.access(path))" },
  ].map(({ fault, text }, index) => ({
    fault,
    text: `import * as files from "effect/FileSystem"\nexport const look = (path: string) => ${text}`,
    file: `${core}/transfer/Looks${index}.ts`,
    told: "on Deno this asks for --allow-sys",
  })),
  {
    fault: "a runner that looks for a file by `exists`",
    file: "packages/node-runner/src/RunnerLooks.ts",
    text: 'import * as files from "effect/FileSystem"\nexport const look = files.FileSystem.use((fs) => fs.exists("a"))',
    told: "on Deno this asks for --allow-sys",
  },
  {
    fault: "a test that is skipped",
    file: "test/suites/Skipped.test.ts",
    text: `import { it } from "vitest"\nit.${"skip"}("does something", () => {})`,
    told: "no-disabled-tests",
  },
]

/** Names that are looked up in records by hand, from the second line to the eighth, and others. */
const lookUps = [
  "const table: Readonly<Record<string, number>> = {}",
  "export const inTable = (name: string) => table[name]",
  "export const inParameter = (given: { readonly [name: string]: number }, name: string) => given[name]",
  "export const inCast = (given: object, name: string) => (given as Record<string, unknown>)[name]",
  "export const inYield = function* (given: Iterable<Record<string, number>>, name: string): Generator<unknown, unknown, Record<string, number>> { return (yield given)[name] }",
  "type Held = { readonly all: Readonly<Record<string, number>> }; export const inMember = (held: Held, name: string) => held.all[name]",
  "export const inResult = (of: () => { readonly [key: string]: number }, name: string) => of()[name]",
  "export const inDestructured = ({ all }: Held, name: string | number) => all[name]",
  'export const known = table["known"]',
  'export const ofOurs = (given: { readonly a: 1; readonly b: 2 }, name: "a" | "b") => given[name]',
  "export const first = [1][0]",
]

/** Numbers and texts that are made of anything at all, from the second line to the fifth, and others. */
const conversions = [
  'import type * as Schema from "effect/Schema"',
  "export const ofUnknown = (value: unknown) => Number(value)",
  "export const ofAny = (text: string) => Number(JSON.parse(text))",
  "export const ofJson = (json: Schema.Json) => Number(json)",
  "export const asText = (value: unknown) => String(value)",
  "export const ofText = (text: string | undefined) => Number(text)",
  "export const ofNarrowed = (value: unknown) => (typeof value === 'string' ? Number(value) : 0)",
]

/** What only looks like a runtime: strings, comments, own names and types. */
const innocent = [
  'import type * as HttpClient from "effect/http/HttpClient"',
  "/** Says what `Date.now()` and fetch do. */",
  'export const text = "Date.now(), Math.random() and process.env"',
  "export const own = (fetch: () => string): string => fetch()",
  "export const record = { console: 1, Date: 2 }",
  "export const sum = record.console + record.Date",
  "export type Client = HttpClient.HttpClient",
]

/** A comment that excuses a file from the purity of the core. */
const excuse = `// oxlint-${"disable"}-next-line no-restricted-globals -- just this once`

/** Files with faults of other kinds, each of which is looked at by a test of its own. */
const others: ReadonlyArray<Pick<Fault, "file" | "text">> = [
  { file: `${core}/jobs/Hen.ts`, text: 'import { egg } from "./Egg.ts"\nexport const hen = (): unknown => egg' },
  { file: `${core}/jobs/Egg.ts`, text: 'import { hen } from "./Hen.ts"\nexport const egg = (): unknown => hen' },
  { file: `${core}/jobs/LooksUp.ts`, text: lookUps.join("\n") },
  { file: `${core}/jobs/Converts.ts`, text: conversions.join("\n") },
  { file: `${core}/jobs/Excused.ts`, text: `${excuse}\nexport const now = Date.now()` },
  { file: `${core}/jobs/Innocent.ts`, text: innocent.join("\n") },
]

describe("`pnpm lint`", () => {
  it("is green on the tree as it is", async () => {
    using tree = copyTree()
    const { code, output } = await tree.check("lint")
    expect(output).toContain("lint: oxlint: green")
    expect(code).toBe(0)
  })

  describe("with faults planted", () => {
    const faults = [...impure, ...misplaced]
    let ended: Ended = { code: 0, output: "" }

    beforeAll(async () => {
      using tree = copyTree()
      for (const { file, text } of [...faults, ...others]) tree.plant(file, `${text}\n`)
      tree.plant(`${core}/index.ts`, `${tree.read(`${core}/index.ts`)}export * from "./emulator/index.ts"\n`)
      ended = await tree.check("lint")
    })

    it("is red, and counts the errors", () => {
      expect(ended.output).toMatch(/Found \d+ warnings? and \d+ errors/)
      expect(ended.code).toBe(1)
    })

    const complaintsOf = (file: string): string =>
      ended.output
        .split(/\n\s*\n/)
        .filter((complaint) => complaint.includes(`[${file}:`))
        .join("\n")

    it.each(faults)("names the file of $fault, and says what is wrong", ({ file, told }) => {
      expect(complaintsOf(file)).toContain(told)
    })

    it("says so when the main door leads to the emulator", () => {
      expect(complaintsOf(`${core}/index.ts`)).toContain("Who imports the core must not pay for emulator, cli")
    })

    it("finds a cycle within a room, and shows its way", () => {
      const cycle = complaintsOf(`${core}/jobs/Egg.ts`) + complaintsOf(`${core}/jobs/Hen.ts`)
      expect(cycle).toContain("Dependency cycle detected")
      expect(cycle).toContain(`${core}/jobs/Hen.ts`)
    })

    it("goes red on a name that is looked up in a record by hand", () => {
      for (const line of [2, 3, 4, 5, 6, 7, 8])
        expect(ended.output).toMatch(new RegExp(`LooksUp\\.ts:${line}: .*\\[name\\] finds what every`))
      for (const line of [9, 10, 11]) expect(ended.output).not.toContain(`LooksUp.ts:${line}:`)
      expect(ended.output).toContain("lint: values from outside: red")
    })

    it("goes red on a number or a text that is made of anything at all", () => {
      for (const line of [2, 3, 4, 5])
        expect(ended.output).toMatch(new RegExp(`Converts\\.ts:${line}: .*takes anything`))
      for (const line of [6, 7]) expect(ended.output).not.toContain(`Converts.ts:${line}:`)
    })

    it("goes red on a comment that excuses a file from the purity of the core", () => {
      expect(ended.output).toContain(`${core}/jobs/Excused.ts: no comment may switch off no-restricted-globals`)
      expect(ended.output).toContain("lint: comments that switch rules off: red")
    })

    it("leaves alone strings, comments, own names and types that only look like a runtime", () => {
      expect(ended.output).not.toContain("Innocent.ts")
    })
  })

  it("goes red on an arrow up, a circle of types, and a table and a map that have gone stale", async () => {
    using tree = copyTree()
    tree.plant(`${core}/jobs/Hen.ts`, 'import type { Egg } from "./Egg.ts"\nexport type Hen = Egg\n')
    tree.plant(`${core}/jobs/Egg.ts`, 'import type { Hen } from "./Hen.ts"\nexport type Egg = Hen\n')
    tree.plant(`${core}/domain/Up.ts`, 'export type Own = import("../jobs/Hen.ts").Hen\n')
    tree.replace("test/gate/rooms.ts", '"effect/cli": ["cli"]', '"effect/cli": ["cli", "jobs"]')
    tree.replace("docs/house.md", "## The story", "## The story of `attic`")
    const { code, output } = await tree.check("lint")
    expect(output).toContain(`${core}/jobs/Egg.ts → ${core}/jobs/Hen.ts → ${core}/jobs/Egg.ts`)
    expect(output).toContain(
      `${core}/domain/Up.ts imports ${core}/jobs/Hen.ts. The room domain may import no other room`,
    )
    expect(output).toContain("jobs does not use effect/cli any more")
    expect(output).toContain("lint: arrows: red")
    expect(output).toContain("lint: tables of rooms: red")
    expect(output).toContain("docs/house.md: it speaks of `attic`, and there is no such thing")
    expect(output).toContain("lint: docs/house.md: red")
    expect(code).toBe(1)
  })

  it("goes red when it is told to pass over files, and names them", async () => {
    using tree = copyTree()
    tree.replace("oxlint.config.ts", "  rules: {", `  ignorePatterns: ["${core}/wire/**"],\n  rules: {`)
    const { code, output } = await tree.check("lint")
    expect(output).toMatch(/oxlint has not seen \d+ of the files that there are/)
    expect(output).toContain(`${core}/wire/Operation.ts`)
    expect(code).toBe(1)
  })
})
