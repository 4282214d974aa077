import { Effect } from "effect"
import { runProcess } from "./processes.ts"
import { thisRuntime } from "./runtime.ts"
import { scriptWords } from "./scripts.ts"

type Signal = "SIGKILL" | "SIGSTOP" | "SIGCONT"

const commandOf = (worker: string): ReadonlyArray<string> =>
  thisRuntime === "node" ? ["node", worker] : [scriptWords("zoho-bulk:deno")[0] ?? "", "run", "-A", worker]

/** Starts a runner in a process of its own, and gives what ends it. It is killed with the scope at the latest. */
export const startWorker = (worker: string, args: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.sync(() => {
      let send: (signal: Signal) => void = () => {}
      const up = Promise.withResolvers<true>()
      const ended = runProcess(thisRuntime, args, {
        command: commandOf(worker),
        onStart: (kill) => void (send = kill),
        onStdout: (text) => text.includes("runs") && up.resolve(true),
      })
      return {
        ended: Effect.promise(() => ended),
        isUp: Effect.promise(() => Promise.race([up.promise, ended.then(() => false)])),
        send: (signal: Signal) => Effect.sync(() => send(signal)),
      }
    }),
    ({ ended, send }) => Effect.andThen(send("SIGKILL"), ended),
  )
