import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { stripVTControlCharacters } from "node:util"
import { Effect, type Scope } from "effect"
import { screenOf } from "./screen.ts"

/** A terminal in which a command runs, and the person before it. */
export interface PseudoTerminal {
  /** Everything that it was given to show so far, control sequences included. */
  readonly shown: () => string
  /** What a person sees now. */
  readonly screen: () => string
  /** Presses keys once a text has come up, behind those that were waited for before. */
  readonly types: (keys: string, onceSeen: string) => Effect.Effect<void>
  /** Waits until the command has ended, and gives its exit code. */
  readonly ended: Effect.Effect<number>
}

interface Options {
  readonly variables: Readonly<Record<string, string>>
  readonly columns?: number | undefined
}

const root = fileURLToPath(new URL("../../", import.meta.url))

/** How long the slowest machine may take to show what is waited for. */
const patience = "60 seconds"

/** Words as a line for the shell, which reads nothing into them. */
export const shellLine = (words: ReadonlyArray<string>): string =>
  words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ")

/** The arguments with which `script` runs a line of the shell: on Linux as a whole, on macOS as words. */
const underScript = (line: string): ReadonlyArray<string> =>
  process.platform === "darwin" ? ["-q", "/dev/null", "/bin/sh", "-c", line] : ["-qfec", line, "/dev/null"]

/** Runs a line of the shell in a terminal of its own, until it ends or the scope closes. */
export const pseudoTerminal = (
  line: string,
  { columns = 80, variables }: Options,
): Effect.Effect<PseudoTerminal, never, Scope.Scope> =>
  Effect.gen(function* () {
    // A terminal that is opened for a program, and not for a person, has no size and does not echo.
    const child = spawn("script", underScript(`stty echo cols ${columns} rows 24; ${line}`), {
      cwd: root,
      env: { PATH: `${root}node_modules/.bin:/usr/bin:/bin`, TERM: "xterm-256color", LANG: "C.UTF-8", ...variables },
    })
    let shown = ""
    let read = 0
    let look = (): void => {}
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      shown += text
      look()
    })
    const closed = new Promise<number>((succeed, reject) => {
      child.on("error", reject)
      child.on("close", (code) => succeed(code ?? -1))
    })
    // Whatever runs in a terminal that goes away is hung up on.
    yield* Effect.addFinalizer(() =>
      Effect.promise(() => {
        child.kill("SIGKILL")
        return closed
      }),
    )
    const screen = (): string => screenOf(shown, columns)
    const inTime = <A>(waiting: Effect.Effect<A>, missing: string): Effect.Effect<A> =>
      Effect.timeoutOrElse(waiting, {
        duration: patience,
        orElse: () => Effect.die(new Error(`${missing} within ${patience}. On the screen:\n${screen()}`)),
      })
    const sees = (text: string): Effect.Effect<void> =>
      Effect.callback((resume) => {
        look = () => {
          const at = stripVTControlCharacters(shown).indexOf(text, read)
          if (at === -1) return
          read = at + text.length
          look = () => {}
          resume(Effect.void)
        }
        look()
      })
    return {
      shown: () => shown,
      screen,
      types: (keys, onceSeen) =>
        Effect.andThen(
          inTime(sees(onceSeen), `${JSON.stringify(onceSeen)} has not come up`),
          Effect.sync(() => void child.stdin.write(keys)),
        ),
      ended: inTime(
        Effect.promise(() => closed),
        "The command has not ended",
      ),
    }
  })
