/**
 * Runs the tools of the workspace, found in its own `node_modules/.bin` before anything the machine has.
 */
import { spawn } from "node:child_process"
import { delimiter, resolve } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { root } from "./tree.ts"

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number
  /** Standard output and standard error, as they came. */
  readonly output: string
}

interface Options {
  /** Variables to set; `undefined` removes one. */
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Whether to show the output while it comes, instead of keeping it. */
  readonly shown?: boolean
}

/** Runs a command in a folder, to its end; one that cannot start ends with code 127. */
export const runIn = (
  folder: string,
  command: string,
  args: ReadonlyArray<string>,
  { env = {}, shown = false }: Options = {},
): Promise<Ended> =>
  new Promise((done) => {
    const stream = shown ? "inherit" : "pipe"
    const child = spawn(command, args, {
      cwd: folder,
      env: {
        ...process.env,
        PATH: `${resolve(root, "node_modules/.bin")}${delimiter}${process.env["PATH"]}`,
        ...(shown ? {} : { NO_COLOR: "1", FORCE_COLOR: undefined }),
        ...env,
      },
      stdio: ["ignore", stream, stream],
    })
    const chunks: Array<Buffer> = []
    child.stdout?.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.stderr?.on("data", (chunk: Buffer) => chunks.push(chunk))
    child.on("error", (error) => done({ code: 127, output: `${command} could not start: ${error.message}\n` }))
    child.on("close", (code, signal) => {
      // Some tools colour their output wherever `CI` is set, whatever `NO_COLOR` says.
      const output = stripVTControlCharacters(Buffer.concat(chunks).toString())
      done({ code: code ?? 1, output: signal === null ? output : `${output}${command} was ended by ${signal}\n` })
    })
  })

/** Runs a command in the root of the workspace, to its end. */
export const run = (command: string, args: ReadonlyArray<string>, options: Options = {}): Promise<Ended> =>
  runIn(root, command, args, options)
