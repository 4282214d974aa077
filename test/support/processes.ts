import { isUtf8 } from "node:buffer"
import { spawn } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, realpathSync } from "node:fs"
import { basename, dirname, resolve } from "node:path"
import process from "node:process"
import type { Readable } from "node:stream"
import type { Run } from "./commandLine.ts"
import type { RuntimeName } from "./runtime.ts"
import { commandWords, root, scriptVariables } from "./scripts.ts"

/** Programs that tests start meet the sources of the packages, as the tests do. */
const fromSources = { NODE_OPTIONS: "--conditions=zoho-bulk-source", DENO_CONDITIONS: "zoho-bulk-source" }

const caches = process.env["GATE_BUNDLES"] ?? `${root}node_modules/.cache/zoho-bulk`

/** Where the runtimes keep what they have compiled, whatever home they are given: what starts is the same each time. */
const compiled = { NODE_COMPILE_CACHE: `${caches}/compiled/node`, DENO_DIR: `${caches}/compiled/deno` }

interface Options {
  readonly env?: Readonly<Record<string, string>>
  /** Other words than the script's to start the command with. */
  readonly command?: ReadonlyArray<string>
  /** What it reads from stdin, which is empty otherwise. */
  readonly stdin?: string
  /** The folder that it works in; the workspace, where none is named. */
  readonly cwd?: string
  /** The user that it runs as, which only root can choose. */
  readonly user?: number
  /** Sees the process as it starts, to signal it, or to look at it by its number. */
  readonly onStart?: (
    kill: (signal: "SIGINT" | "SIGTERM" | "SIGKILL" | "SIGSTOP" | "SIGCONT") => void,
    pid: number,
  ) => void
  /** Sees each piece of stdout as it comes. */
  readonly onStdout?: (text: string) => void
  /** Sees each piece of stderr as it comes. */
  readonly onStderr?: (text: string) => void
}

/** Bytes as text that tells them apart: archives are no UTF-8. */
export const textOf = (bytes: Buffer): string => bytes.toString(isUtf8(bytes) ? "utf8" : "latin1")

/** Keeps what a stream gives, and tells of each piece. */
const keep = (stream: Readable, tell: ((text: string) => void) | undefined): (() => string) => {
  const pieces: Array<Buffer> = []
  stream.on("data", (piece: Buffer) => {
    pieces.push(piece)
    tell?.(piece.toString())
  })
  return () => textOf(Buffer.concat(pieces))
}

/** Deno reports a child that ended with 128 and a signal's number as ended by that signal; a shell sees no difference. */
const codeOfSignal = (signal: string | null): number => (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : -1)

/** The same program where any user may start it: the workspace may lie in a folder of root's alone. */
const withinReach = (program: string): string => {
  const [from, to] = [realpathSync(program), `${caches}/programs/${basename(program)}`]
  if (existsSync(to)) return to
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
  return to
}

/** Runs `zoho-bulk` as a process of its own, with no variables but those given. */
export const runProcess = (
  runtime: RuntimeName,
  args: ReadonlyArray<string>,
  {
    command = commandWords(runtime),
    cwd = root,
    env = {},
    onStart,
    onStderr,
    onStdout,
    stdin = "",
    user,
  }: Options = {},
): Promise<Run> =>
  new Promise((succeed, reject) => {
    const [named = "", ...words] = command
    const program = named.includes("/") ? resolve(root, named) : `${root}node_modules/.bin/${named}`
    const child = spawn(user === undefined ? program : withinReach(program), [...words, ...args], {
      cwd,
      env: {
        PATH: `${root}node_modules/.bin:/usr/bin:/bin`,
        ...fromSources,
        ...compiled,
        ...(runtime === "deno" ? scriptVariables("zoho-bulk:deno") : {}),
        ...env,
      },
      stdio: "pipe",
      ...(user === undefined ? {} : { uid: user, gid: user }),
    })
    const stdout = keep(child.stdout, onStdout)
    const stderr = keep(child.stderr, onStderr)
    // A command that ends before it has read all is no fault.
    child.stdin.on("error", () => {}).end(stdin)
    child.on("error", reject)
    child.on("close", (code, signal) =>
      succeed({ stdout: stdout(), stderr: stderr(), exitCode: code ?? codeOfSignal(signal) }),
    )
    // Deno's `child.kill` sends nothing more once it has sent something.
    onStart?.(
      (signal) => child.exitCode === null && child.signalCode === null && process.kill(child.pid ?? 0, signal),
      child.pid ?? 0,
    )
  })
