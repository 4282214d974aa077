import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath } from "node:url"
import type { Run } from "./commandLine.ts"

/** The runtimes that the command ships for. */
export type RuntimeName = "node" | "deno"

/** The runtime that these tests run on. */
export const thisRuntime: RuntimeName = "Deno" in globalThis ? "deno" : "node"

const root = fileURLToPath(new URL("../../", import.meta.url))

const scripts: Record<string, string> = JSON.parse(readFileSync(`${root}package.json`, "utf8")).scripts

const assignment = /^(\w+)=(.*)$/

const allWords = (name: string): ReadonlyArray<string> =>
  [...(scripts[name] ?? "").matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? "")

/** The words of a script of the workspace, as a shell would split them, without the variables that it sets. */
export const scriptWords = (name: string): ReadonlyArray<string> =>
  allWords(name).filter((word) => !assignment.test(word))

/** The variables that a script of the workspace sets. */
export const scriptVariables = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    allWords(name).flatMap((word) => {
      const [, variable, value] = assignment.exec(word) ?? []
      return variable === undefined ? [] : [[variable, value ?? ""]]
    }),
  )

const commands: Readonly<Record<RuntimeName, ReadonlyArray<string>>> = {
  node: scriptWords("zoho-bulk"),
  deno: scriptWords("zoho-bulk:deno"),
}

interface Options {
  readonly env?: Readonly<Record<string, string>>
  /** Other words than the script's to start the command with. */
  readonly command?: ReadonlyArray<string>
  /** Sees the process as it starts, to signal it. */
  readonly onStart?: (kill: (signal: "SIGINT" | "SIGTERM" | "SIGKILL") => void) => void
  /** Sees each piece of stdout as it comes. */
  readonly onStdout?: (text: string) => void
}

/** Deno reports a child that ended with 128 and a signal's number as ended by that signal; a shell sees no difference. */
const codeOfSignal = (signal: string | null): number => (signal === "SIGINT" ? 130 : signal === "SIGTERM" ? 143 : -1)

/** Runs `zoho-bulk` as a process of its own, with no variables but those given. */
export const runProcess = (
  runtime: RuntimeName,
  args: ReadonlyArray<string>,
  { command = commands[runtime], env = {}, onStart, onStdout }: Options = {},
): Promise<Run> =>
  new Promise((succeed, reject) => {
    const [program = "", ...words] = command
    const child = spawn(
      program.includes("/") ? resolve(root, program) : `${root}node_modules/.bin/${program}`,
      [...words, ...args],
      {
        cwd: root,
        env: {
          PATH: `${root}node_modules/.bin:/usr/bin:/bin`,
          ...(runtime === "deno" ? scriptVariables("zoho-bulk:deno") : {}),
          ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
      },
    )
    const output = { stdout: "", stderr: "" }
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text
      onStdout?.(text)
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text))
    child.on("error", reject)
    child.on("close", (code, signal) => succeed({ ...output, exitCode: code ?? codeOfSignal(signal) }))
    onStart?.((signal) => child.kill(signal))
  })
