import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { once } from "node:events"
import { dirname, join } from "node:path"
import { createContext, runInContext } from "node:vm"
import { rolldown } from "rolldown"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { root } from "../gate/tree.ts"
import { codeBlocks } from "../support/examples.ts"
import { goOutside, type Outside } from "./outside.ts"
import { fileOf } from "./pack.ts"
import { type Place, programs, run, runPnpm, runWell, start } from "./run.ts"

const {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  clearTimeout,
  crypto,
  queueMicrotask,
  setTimeout,
} = globalThis

const webGlobals = {
  AbortController,
  AbortSignal,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  clearTimeout,
  crypto,
  queueMicrotask,
  setTimeout,
}

let outside: Outside
let emulator: { readonly origin: string; readonly stop: () => unknown }

const command = (): string => join(outside.installed, "node_modules/.bin/zoho-bulk")

const startEmulator = async (): Promise<typeof emulator> => {
  const child = start(command(), ["emulator", "--port", "0", "--json"], { cwd: outside.installed })
  const [said] = await once(child.stdout, "data")
  return { origin: JSON.parse(String(said)).url, stop: () => child.kill() }
}

beforeAll(async () => {
  outside = await goOutside()
  emulator = await startEmulator()
})

afterAll(async () => {
  emulator.stop()
  await outside[Symbol.asyncDispose]()
})

const names = ["core", "node-runner", "deno-runner"]

describe.each(names)("the tarball of %s", (name) => {
  it("says what it is and what it needs, and has its licence", () => {
    const { files, manifest } = outside.package(name)
    assert.includeMembers([...files], ["README.md", "LICENSE", "package.json", "dist/index.js", "dist/index.d.ts"])
    assert.notInclude(files.join(), "tsconfig")
    assert.deepStrictEqual(manifest["engines"], { node: ">=22.19" })
    assert.strictEqual(manifest["type"], "module")
    const ofRunner = { "@effect/sql-pg": "^4.0.5", "@zoho-bulk/core": "^0.1.0" }
    const peers = { effect: "^4.1.0", ...(name === "core" ? {} : ofRunner) }
    assert.deepStrictEqual(manifest["peerDependencies"], peers)
    const optional = name === "core" ? undefined : { "@effect/sql-pg": { optional: true } }
    assert.deepStrictEqual(manifest["peerDependenciesMeta"], optional)
    assert.doesNotHaveAnyKeys(manifest["dependencies"] ?? {}, Object.keys(peers))
  })

  it("has the sources that its maps lead to", () => {
    const packed = outside.package(name)
    const maps = packed.files.filter((file) => file.endsWith(".map"))
    assert.isAbove(maps.length, 5)
    for (const map of maps) {
      const folder = join(outside.installed, "node_modules", packed.name)
      const { sources } = JSON.parse(readFileSync(join(folder, map), "utf8"))
      for (const source of sources) assert.isTrue(existsSync(join(folder, dirname(map), source)), `${map}: ${source}`)
    }
  })
})

const allIsWell = { code: 0, stderr: "", stdout: "" }
const saysAll = { ...allIsWell, stdout: "completed RESOURCE_NOT_FOUND many rows\n" }

describe("the tarballs of core and of a runner", () => {
  const managers: ReadonlyArray<readonly [string, (args: ReadonlyArray<string>, place: Place) => Promise<unknown>]> = [
    ["npm", (args, place) => runWell("npm", ["install", "--no-audit", "--no-fund", ...args], place)],
    ["pnpm", (args, place) => runPnpm(["add", ...args], place)],
  ]

  it.each(managers)("are installed by %s, though no registry knows them", async (manager, install) => {
    const cwd = join(outside.installed, `by-${manager}`)
    mkdirSync(cwd)
    writeFileSync(join(cwd, "package.json"), JSON.stringify({ private: true, type: "module" }))
    writeFileSync(join(cwd, "pnpm-workspace.yaml"), "packages: []\n")
    const tarballs = ["core", "node-runner"].map((name) => outside.package(name).tarball)
    await install([...tarballs, "effect@^4.1.0"], { cwd })
    cpSync(join(outside.installed, "library.ts"), join(cwd, "library.ts"))
    assert.deepStrictEqual(await run(programs.node, ["library.ts"], { cwd }), saysAll)
  })
})

describe("a program that uses the library runs", () => {
  const ways: ReadonlyArray<readonly [string, string, ReadonlyArray<string>]> = [
    ["Node 24", programs.node, []],
    ["the oldest Node that is supported", programs.oldestNode, []],
    ["Bun", programs.bun, []],
    ["Deno, from node_modules and with no permission", programs.deno, ["run", "--no-prompt"]],
  ]

  it.each(ways)("on %s", async (_, program, args) => {
    assert.deepStrictEqual(await run(program, [...args, "library.ts"], { cwd: outside.installed }), saysAll)
  })

  it("on Deno, by `npm:` specifiers and with no permission", async () => {
    const args = ["run", "--no-prompt", "--cached-only", "library.ts"]
    assert.deepStrictEqual(await run(programs.deno, args, outside.byNpm), saysAll)
  })
})

describe("the example of the README", () => {
  const example = (name: string): string => {
    const [block] = codeBlocks(fileOf(outside.package(name), "README.md")).filter(({ language }) => language === "ts")
    const file = `${name}.ts`
    writeFileSync(join(outside.installed, file), block?.code ?? "")
    return file
  }

  const variables = () => ({ ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: emulator.origin })

  it("of core runs with no network", async () => {
    const stdout = await runWell(programs.node, [example("core")], { cwd: outside.installed })
    assert.strictEqual(stdout, "write in-progress\n")
  })

  it("of node-runner takes what it needs from variables", async () => {
    const place = { cwd: outside.installed, env: variables() }
    assert.strictEqual(await runWell(programs.node, [example("node-runner")], place), "write completed\n")
  })

  it("of deno-runner needs one host and its variables", async () => {
    const { host } = new URL(emulator.origin)
    const permissions = [`--allow-net=${host}`, `--allow-env=${Object.keys(variables()).join()}`]
    const place = { cwd: outside.installed, env: variables() }
    const args = ["run", "--no-prompt", ...permissions, example("deno-runner")]
    assert.strictEqual(await runWell(programs.deno, args, place), "write completed\n")
  })
})

describe("the command", () => {
  const get = ["get", "4150868000005376042", "--emulator"]
  const next = /Next +fetch the rows: zoho-bulk download 4150868000005376042\n$/

  it("is in node_modules/.bin, and names itself so", async () => {
    assert.match(await runWell(command(), get, { cwd: outside.installed }), next)
  })

  it("reads the files of the folder that it is started in, whatever pnpm says of another", async () => {
    const folder = join(outside.installed, "leads")
    mkdirSync(folder)
    writeFileSync(join(folder, "leads.csv"), "Last_Name,Company\nBoyle,Zylker\n")
    const args = ["import", "leads.csv", "--module", "Leads", "--operation", "insert", "--emulator"]
    const env = { INIT_CWD: root, XDG_STATE_HOME: folder }
    assert.include(await runWell(command(), args, { cwd: folder, env }), "1 row")
  })

  it("keeps copies in a folder and in a database, and proves them, on Node and on Deno", async () => {
    const onDeno = [
      "run",
      "--no-prompt",
      "--allow-read=.",
      "--allow-write=.",
      "--allow-env",
      "npm:@zoho-bulk/deno-runner/main",
    ]
    const ways = [
      [command(), [], { cwd: outside.installed }],
      [programs.deno, onDeno, outside.byNpm],
    ] as const
    for (const [program, words, place] of ways) {
      for (const target of ["copies", "sqlite:copies.db"]) {
        const zohoBulk = (...args: ReadonlyArray<string>) => runWell(program, [...words, ...args], place)
        const copied = await zohoBulk("mirror", "Leads", "--to", target, "--emulator", "--records", "Leads=30")
        assert.match(copied, /^Leads +30 +30 +0 +all: first copy$/m)
        assert.match(await zohoBulk("mirror", "status", target), /^Leads +30 /m)
        assert.include(await zohoBulk("verify", target), "as")
      }
    }
  })

  it("on a Node that is too old says what it needs, in one sentence, with exit code 2", async () => {
    const ended = await run(programs.nodeOfLongAgo, [command(), ...get], { cwd: outside.installed })
    assert.deepStrictEqual(ended, {
      code: 2,
      stdout: "",
      stderr: "zoho-bulk needs Node 22.19 or newer, and this is Node 10.24.1.\n",
    })
  })

  it("brings the notices of those whose work is in its bundle", () => {
    const text = fileOf(outside.package("node-runner"), "dist/THIRD-PARTY-NOTICES.txt")
    assert.match(text, /^effect 4\.\d+\.\d+ MIT\n\nMIT License\n/m)
    assert.match(text, /^@effect\/platform-node 4\.\d+\.\d+ MIT$/m)
  })

  it("is a script on Deno, from node_modules and by `npm:`, with no permission", async () => {
    const main = "node_modules/@zoho-bulk/deno-runner/dist/main.js"
    const places = [
      [{ cwd: outside.installed }, main],
      [outside.byNpm, "npm:@zoho-bulk/deno-runner/main"],
    ] as const
    for (const [place, script] of places) {
      assert.match(await runWell(programs.deno, ["run", "--no-prompt", script, ...get], place), next)
    }
  })
})

describe("a strict compiler has nothing to say", () => {
  const strict = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noUncheckedSideEffectImports: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noPropertyAccessFromIndexSignature: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    allowUnusedLabels: false,
    erasableSyntaxOnly: true,
    verbatimModuleSyntax: true,
    isolatedModules: true,
    forceConsistentCasingInFileNames: true,
    // What is exported of an inferred type has to be able to name it.
    declaration: true,
    outDir: "out",
    target: "ES2023",
    types: ["node"],
  }
  const resolutions = {
    nodenext: { module: "nodenext" },
    bundler: { module: "preserve", moduleResolution: "bundler" },
  }
  const libraries = {
    "without looking into libraries": { lib: ["ES2023"], skipLibCheck: true },
    "with the DOM, and into libraries too": {
      lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
      skipLibCheck: false,
    },
  }
  const compilers = { "TypeScript 7": programs.tsc, "TypeScript 5.9": programs.tscBefore }
  const cases = [
    ["TypeScript 7", "nodenext", "without looking into libraries"],
    ["TypeScript 7", "nodenext", "with the DOM, and into libraries too"],
    ["TypeScript 7", "bundler", "without looking into libraries"],
    ["TypeScript 7", "bundler", "with the DOM, and into libraries too"],
    ["TypeScript 5.9", "nodenext", "without looking into libraries"],
  ] as const

  it("of Deno, by `npm:` specifiers", async () => {
    await runWell(programs.deno, ["check", "--quiet", "library.ts", "worker.ts"], outside.byNpm)
  })

  it.each(cases)("%s, %s, %s", async (compiler, resolution, library) => {
    const compilerOptions = { ...strict, ...resolutions[resolution], ...libraries[library] }
    const files = ["library.ts", "worker.ts", "everything.ts"]
    writeFileSync(join(outside.installed, "tsconfig.json"), JSON.stringify({ compilerOptions, files }))
    const args = ["-p", ".", "--pretty", "false"]
    assert.deepStrictEqual(await run(compilers[compiler], args, { cwd: outside.installed }), allIsWell)
  })
})

describe("a bundle for a place that has web globals and nothing else", () => {
  const answer = {
    data: [{ id: "1", state: "COMPLETED", operation: "read", created_time: "2026-11-22T09:15:00+05:30" }],
  }

  it("imports nothing, and runs there", async () => {
    const transform = { define: { "import.meta": "{}" } }
    const bundle = await rolldown({ input: join(outside.installed, "worker.ts"), platform: "browser", transform })
    const { output } = await bundle.generate({ format: "iife", name: "worker", minify: true })
    assert.lengthOf(output, 1)
    const { code, imports } = output[0]
    assert.deepStrictEqual(imports, [])
    assert.notMatch(code, /\b(?:from|import|require)\s*\(?["'`]node:/)
    const asked: Array<string> = []
    const place = createContext({
      ...webGlobals,
      fetch: (url: string | URL) => {
        asked.push(String(url))
        return Promise.resolve(Response.json(answer))
      },
    })
    assert.strictEqual(await runInContext(`${code}\nworker.stateOf("1")`, place), "completed")
    assert.deepStrictEqual(asked, ["https://www.zohoapis.eu/crm/bulk/v8/read/1"])
  })
})
