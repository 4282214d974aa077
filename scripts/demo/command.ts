import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import process from "node:process"
import { createInterface } from "node:readline"
import { text } from "node:stream/consumers"

const root = join(import.meta.dirname, "../..")

/** What a command is started with: no sign-in of the reader's, and no token but the emulator's. */
export interface Surroundings {
  readonly folder: string
  readonly variables?: Readonly<Record<string, string>>
}

const start = (args: ReadonlyArray<string>, { folder, variables = {} }: Surroundings) =>
  spawn(process.execPath, ["--conditions=zoho-bulk-source", join(root, "packages/node-runner/src/main.ts"), ...args], {
    cwd: folder,
    env: {
      HOME: folder,
      NODE_COMPILE_CACHE: join(root, "node_modules/.cache/zoho-bulk/node"),
      ...variables,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })

/** Runs a command to its end, and gives what it wrote to stdout. */
export const run = async (args: ReadonlyArray<string>, surroundings: Surroundings): Promise<string> => {
  const child = start(args, surroundings)
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")])
  if (code !== 0) throw new Error(`zoho-bulk ${args.join(" ")} ended with ${code}: ${stderr}`)
  return stdout
}

/** Runs a command, and gives each line that it writes as it comes; it is ended when nobody wants more of them. */
export const linesOf = async function* (args: ReadonlyArray<string>, surroundings: Surroundings) {
  const child = start(args, surroundings)
  child.stderr.resume()
  try {
    yield* createInterface(child.stdout)
  } finally {
    child.kill("SIGTERM")
  }
}

/** A command that runs until it is ended. */
export interface Running {
  /** The document that it wrote when it was ready; none, if it ended before. */
  readonly ready: Promise<string | undefined>
  readonly end: (signal: NodeJS.Signals) => Promise<void>
}

const firstDocument = (child: ChildProcess): Promise<string | undefined> => {
  const found = Promise.withResolvers<string | undefined>()
  let seen = ""
  child.stdout?.on("data", (piece: Buffer) => {
    seen += piece.toString()
    if (seen.endsWith("}\n")) found.resolve(seen)
  })
  child.stderr?.resume()
  child.on("close", () => found.resolve(undefined))
  return found.promise
}

/** Starts a command that runs until it is ended. */
export const startRunning = (args: ReadonlyArray<string>, surroundings: Surroundings): Running => {
  const child = start([...args, "--json"], surroundings)
  const closed = once(child, "close")
  return {
    ready: firstDocument(child),
    end: async (signal) => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await closed
    },
  }
}
