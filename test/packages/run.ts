/**
 * Programs as a stranger's shell starts them: with nothing of this workspace in their variables.
 */
import { spawn } from "node:child_process"
import { join } from "node:path"
import { root } from "../gate/tree.ts"

/** How a program ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Where it is started. */
export interface Place {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
}

const ofTools = (program: string): string => join(root, "tools/node_modules", program)

/** The programs that the packages meet. */
export const programs = {
  node: join(root, "node_modules/.bin/node"),
  oldestNode: ofTools("node-oldest/bin/node"),
  nodeOfLongAgo: ofTools("node-long-ago/bin/node"),
  bun: ofTools(".bin/bun"),
  deno: join(root, "node_modules/deno/deno"),
  tsc: join(root, "node_modules/.bin/tsc"),
  tscBefore: ofTools(".bin/tsc"),
} as const

const pnpmOfThisRun = process.env["npm_execpath"]

/** pnpm: the one that runs this, or the one that the documentation names. */
const [pnpm, ...ofNpx] = pnpmOfThisRun?.endsWith("/pnpm") === true ? [pnpmOfThisRun] : ["npx", "--yes", "pnpm@12"]

const ofThisRun =
  /^(?:npm_|pnpm_|node_options$|node_env$|node_path$|init_cwd$|vitest|test$|gate_|deno_conditions$|zoho_|force_color$)/i

/** The variables of this machine, and none that a script, a test or a user of ours has set. */
const bare = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofThisRun.test(name))),
  PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
  NO_COLOR: "1",
}

/** Starts a program that goes on until it is ended. */
export const start = (program: string, args: ReadonlyArray<string>, { cwd, env = {} }: Place) =>
  spawn(program, args, { cwd, env: { ...bare, ...env }, stdio: ["ignore", "pipe", "pipe"] })

/** Runs a program to its end. */
export const run = (program: string, args: ReadonlyArray<string>, place: Place): Promise<Ended> =>
  new Promise((done, fail) => {
    const child = start(program, args, place)
    const texts = { stdout: "", stderr: "" }
    child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text))
    child.stderr.setEncoding("utf8").on("data", (text: string) => (texts.stderr += text))
    child.on("error", fail)
    child.on("close", (code) => done({ code, ...texts }))
  })

/** Runs a program that has to end well, and gives what it wrote to stdout. */
export const runWell = async (program: string, args: ReadonlyArray<string>, place: Place): Promise<string> => {
  const { code, stderr, stdout } = await run(program, args, place)
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with code ${code}:\n${stdout}\n${stderr}`)
  return stdout
}

/** Runs pnpm, which has to end well. */
export const runPnpm = (args: ReadonlyArray<string>, place: Place): Promise<string> =>
  runWell(pnpm ?? "", [...ofNpx, ...args], place)
