/**
 * What a run of the bundled command calls.
 */
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const denoProgram = join(import.meta.dirname, "../../node_modules/deno/deno")

/** How a runtime is started, and which variable names the folder for what it has covered. */
const runtimes = {
  "node-runner": {
    words: [process.versions["deno"] === undefined ? process.execPath : "node"],
    covered: "NODE_V8_COVERAGE",
  },
  "deno-runner": { words: [denoProgram, "run", "--quiet", "--no-config", "-A"], covered: "DENO_COVERAGE_DIR" },
} as const

/** A script, as V8 tells what of it was run. */
interface CoveredScript {
  readonly url: string
  readonly functions: ReadonlyArray<{
    readonly ranges: ReadonlyArray<{ readonly startOffset: number; readonly count: number }>
  }>
}

/** What a runtime has written: Node all scripts of a process, Deno each on its own. */
type Covered = CoveredScript | { readonly result: ReadonlyArray<CoveredScript> }

const scriptsIn = (folder: string): ReadonlyArray<CoveredScript> =>
  readdirSync(folder).flatMap((name) => {
    const covered: Covered = JSON.parse(readFileSync(join(folder, name), "utf8"))
    return "result" in covered ? covered.result : [covered]
  })

/** Where the functions begin that were called. */
const begun = ({ functions }: CoveredScript): ReadonlyArray<number> =>
  functions.flatMap(({ ranges: [whole] }) => (whole !== undefined && whole.count > 0 ? [whole.startOffset] : []))

/** A job that the emulator has from the beginning. */
const emulatedJob = "4150868000005376042"

/**
 * Looks at a job of the emulator by a bundled command, and tells for each file of the bundle that was loaded where the functions begin that
 * were called. It is the same with each run. It tells of none where the runtime is not installed: in a workspace that others have, with packages
 * of ours in it, Deno may not be.
 */
export const calledAtStart = async (
  runner: keyof typeof runtimes,
  script: string,
): Promise<ReadonlyMap<string, ReadonlySet<number>>> => {
  const { covered, words } = runtimes[runner]
  const [program, ...flags] = [...words, script]
  if (program === denoProgram && !existsSync(denoProgram)) return new Map()
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-build-"))
  const env = { PATH: process.env["PATH"], HOME: folder, DENO_NO_UPDATE_CHECK: "1" }
  const emulator = spawn(program, [...flags, "emulator", "--port", "0", "--json"], {
    env,
    stdio: ["ignore", "pipe", "ignore"],
  })
  try {
    const coverage = join(folder, "coverage")
    mkdirSync(coverage)
    const origin = await new Promise<string>((resolve, reject) => {
      createInterface(emulator.stdout).on("line", (line) => {
        const url = /"url": "([^"]+)"/.exec(line)?.[1]
        if (url !== undefined) resolve(url)
      })
      emulator.on("error", reject)
      emulator.on("exit", (code) => reject(new Error(`The emulator ended with code ${code}`)))
    })
    const variables = { ...env, [covered]: coverage, ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
    await promisify(execFile)(program, [...flags, "get", emulatedJob, "--json"], { env: variables })
    return new Map(
      scriptsIn(coverage)
        .filter(({ url }) => url.startsWith("file:"))
        .map((each) => [fileURLToPath(each.url), new Set(begun(each))]),
    )
  } finally {
    const isOver = emulator.exitCode === null ? once(emulator, "exit") : undefined
    emulator.kill()
    await isOver
    rmSync(folder, { recursive: true, force: true })
  }
}
