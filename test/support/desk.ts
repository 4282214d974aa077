import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect, type Scope } from "effect"
import { type PseudoTerminal, pseudoTerminal, shellLine } from "./pseudoTerminal.ts"
import { thisRuntime } from "./runtime.ts"
import { commandWords, scriptVariables } from "./scripts.ts"

interface Window {
  readonly columns?: number
  /** Variables that are set, where some are. */
  readonly variables?: Readonly<Record<string, string>>
}

/** Somebody's machine, with a home that holds nothing yet and terminals to work in. */
export interface Desk {
  readonly path: (name: string) => string
  readonly has: (name: string) => boolean
  readonly read: (name: string) => string
  readonly write: (name: string, text: string) => string
  /** Who may do what with a file, as in `0o600`. */
  readonly modeOf: (name: string) => number
  /** Opens a terminal for a line of the shell. */
  readonly opens: (line: string, window?: Window) => Effect.Effect<PseudoTerminal, never, Scope.Scope>
  /** Runs `zoho-bulk` in a terminal to its end, where a person types nothing. */
  readonly runs: (args: ReadonlyArray<string>) => Effect.Effect<{
    readonly exitCode: number
    readonly shown: string
    readonly screen: string
  }>
}

const script = thisRuntime === "node" ? "zoho-bulk" : "zoho-bulk:deno"

const assignments = Object.entries(scriptVariables(script)).map(([name, value]) => `${name}=${value}`)

/** The line of the shell that runs `zoho-bulk` on this runtime. */
export const zohoBulkLine = (args: ReadonlyArray<string>): string =>
  shellLine(["env", ...assignments, ...commandWords(thisRuntime), ...args])

/** Sets up a machine for somebody. */
export const desk: Effect.Effect<Desk, never, Scope.Scope> = Effect.gen(function* () {
  const home = yield* Effect.acquireRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "zoho-bulk-"))),
    (made) => Effect.sync(() => rmSync(made, { recursive: true, force: true })),
  )
  const path = (name: string): string => join(home, name)
  const own = { HOME: home, XDG_CONFIG_HOME: path("config"), XDG_STATE_HOME: path("state") }
  const opens: Desk["opens"] = (line, { columns, variables } = {}) =>
    pseudoTerminal(line, { columns, variables: { ...own, ...variables } })
  return {
    path,
    has: (name) => existsSync(path(name)),
    read: (name) => readFileSync(path(name), "utf8"),
    write: (name, text) => {
      writeFileSync(path(name), text)
      return path(name)
    },
    modeOf: (name) => statSync(path(name)).mode & 0o777,
    opens,
    runs: (args) =>
      Effect.scoped(
        Effect.gen(function* () {
          const { ended, screen, shown } = yield* opens(zohoBulkLine(args))
          return { exitCode: yield* ended, shown: shown(), screen: screen() }
        }),
      ),
  }
})
