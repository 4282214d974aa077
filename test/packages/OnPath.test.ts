import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, assert, beforeEach, describe, it } from "vitest"
import { root } from "../gate/tree.ts"
import { type Ended, programs, run, runPnpm } from "./run.ts"

let home: string

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "zoho-bulk-home-"))
})

afterEach(() => rmSync(home, { recursive: true }))

const bin = (): string => join(home, ".local/bin")
const file = (): string => join(bin(), "zoho-bulk")

const script = (name: "install" | "uninstall", path = bin()): Promise<Ended> =>
  run(programs.node, [join(root, `scripts/command/${name}.ts`)], { cwd: root, env: { HOME: home, PATH: path } })

/** Runs `zoho-bulk` by its name, in another folder, where nothing else is on the PATH. */
const zohoBulk = (...args: ReadonlyArray<string>): Promise<Ended> =>
  run("/usr/bin/env", ["zoho-bulk", ...args], {
    cwd: home,
    env: { HOME: home, PATH: `${bin()}:/usr/bin:/bin`, INIT_CWD: root },
  })

describe("`install-command`", () => {
  it("puts a zoho-bulk on the PATH, which reads its caller's files and names itself so", async () => {
    await runPnpm(["install-command"], { cwd: root, env: { HOME: home } })
    writeFileSync(join(home, "leads.csv"), "Last_Name,Company\nBoyle,Zylker\nNobody,\n")
    const args = ["import", "leads.csv", "--module", "Leads", "--operation", "insert", "--emulator", "--json"]
    const { code, stderr, stdout } = await zohoBulk(...args)
    assert.strictEqual(code, 8, stderr)
    assert.deepInclude(JSON.parse(stdout), { rows: 2, added: 1, skipped: 1 })
    const { stdout: shown } = await zohoBulk("get", "4150868000005376042", "--emulator")
    assert.include(shown, ": zoho-bulk download 4150868000005376042\n")
    const { stdout: version } = await zohoBulk("--version")
    assert.match(version, /\(node v24\./)
  })

  it("puts it into another folder with --to, and with --help does nothing", async () => {
    const at = (name: "install" | "uninstall", ...args: ReadonlyArray<string>) =>
      run(programs.node, [join(root, `scripts/command/${name}.ts`), ...args], {
        cwd: root,
        env: { HOME: home, PATH: "" },
      })
    const to = ["--to", join(home, "shared")]
    assert.include((await at("install", ...to, "--help")).stdout, "--to DIR")
    assert.throws(() => statSync(join(home, "shared")))
    assert.include((await at("install", ...to)).stdout, `export PATH="${join(home, "shared")}:$PATH"`)
    assert.isTrue(statSync(join(home, "shared/zoho-bulk")).isFile())
    assert.throws(() => statSync(file()))
    await at("uninstall", ...to, "--help")
    assert.isTrue(statSync(join(home, "shared/zoho-bulk")).isFile())
    await at("uninstall", ...to)
    assert.throws(() => statSync(join(home, "shared/zoho-bulk")))
  })

  it("can be run again, and says what breaks it, and how to come onto the PATH", async () => {
    const first = await script("install", "/usr/bin:/bin")
    assert.include(first.stdout, `Installed ${file()}\n`)
    assert.include(first.stdout, `If you move that folder, run this again from there.`)
    assert.include(first.stdout, `${bin()} is not on your PATH`)
    const text = readFileSync(file(), "utf8")
    const again = await script("install")
    assert.strictEqual(again.code, 0)
    assert.notInclude(again.stdout, "PATH")
    assert.strictEqual(readFileSync(file(), "utf8"), text)
    assert.strictEqual(statSync(file()).mode & 0o777, 0o755)
  })

  it("leaves alone what is not ours", async () => {
    mkdirSync(bin(), { recursive: true })
    writeFileSync(file(), "#!/bin/sh\necho another\n")
    for (const name of ["install", "uninstall"] as const) {
      const { code, stderr } = await script(name)
      assert.strictEqual(code, 1)
      assert.include(stderr, `${file()} is`)
    }
    assert.include(readFileSync(file(), "utf8"), "another")
    rmSync(file())
    symlinkSync("/bin/true", file())
    assert.strictEqual((await script("install")).code, 1)
  })

  it("leaves a command that says so when the clone has gone", async () => {
    await script("install")
    const gone = readFileSync(file(), "utf8").replaceAll(
      root,
      join(home, "it's gone").replaceAll("'", String.raw`'\''`),
    )
    writeFileSync(file(), gone)
    chmodSync(file(), 0o755)
    const { code, stderr, stdout } = await zohoBulk("--version")
    assert.strictEqual(stdout, "")
    assert.strictEqual(
      stderr,
      `zoho-bulk was installed from ${home}/it's gone, but is no longer there. Run npx --yes pnpm@12 install-command where it is now.\n`,
    )
    assert.strictEqual(code, 2)
  })
})

describe("`uninstall-command`", () => {
  it("takes it away, and has nothing to do then", async () => {
    await script("install")
    const removed = await script("uninstall")
    assert.strictEqual(removed.stdout, `Removed ${file()}\n`)
    const again = await script("uninstall")
    assert.deepStrictEqual(again, { code: 0, stderr: "", stdout: `Nothing to remove: there is no ${file()}\n` })
  })
})
