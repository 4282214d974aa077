import { Effect } from "effect"
import { runProcess } from "./processes.ts"
import { thisRuntime } from "./runtime.ts"
import { scriptWords } from "./scripts.ts"

type Signal = "SIGKILL" | "SIGSTOP" | "SIGCONT"

interface Options {
  /** The words before the worker's name; those of this runtime, where absent. */
  readonly words?: ReadonlyArray<string>
  /** Sees what it says, as it comes. */
  readonly onStdout?: (text: string) => void
}

const runtimeWords = (): ReadonlyArray<string> =>
  thisRuntime === "node" ? ["node"] : [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A"]

/** Starts a runner in a process of its own, and gives what ends it. It is killed with the scope at the latest. */
export const startWorker = (
  worker: string,
  args: ReadonlyArray<string>,
  { onStdout = () => {}, words = runtimeWords() }: Options = {},
) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      let send: (signal: Signal) => void = () => {}
      let pid = 0
      const up = Promise.withResolvers<true>()
      const ended = runProcess(thisRuntime, args, {
        command: [...words, worker],
        onStart: (kill, started) => {
          send = kill
          pid = started
        },
        onStdout: (text) => {
          if (text.includes("runs")) up.resolve(true)
          onStdout(text)
        },
      })
      return {
        ended: Effect.promise(() => ended),
        isUp: Effect.promise(() => Promise.race([up.promise, ended.then(() => false)])),
        pid: Effect.sync(() => pid),
        send: (signal: Signal) => Effect.sync(() => send(signal)),
      }
    }),
    ({ ended, send }) => Effect.andThen(send("SIGKILL"), ended),
  )
