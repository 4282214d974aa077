import { Effect, type Scope } from "effect"
import type { Run } from "./commandLine.ts"
import { runProcess } from "./processes.ts"
import { type RuntimeName, thisRuntime } from "./runtime.ts"

/** `zoho-bulk emulator` in a process of its own. */
export interface EmulatorProcess extends AsyncDisposable {
  readonly url: string
  readonly pid: number
  /** Ends it as a terminal would, and waits for its end. */
  readonly stop: (signal?: "SIGINT" | "SIGTERM") => Promise<Run>
}

/** Starts it on a free port, and waits until it listens. */
export const startEmulator = async (runtime: RuntimeName, flags: ReadonlyArray<string>): Promise<EmulatorProcess> => {
  const listening = Promise.withResolvers<string>()
  let kill = (_signal: "SIGINT" | "SIGTERM"): void => {}
  let pid = 0
  let seen = ""
  const ended = runProcess(runtime, ["emulator", "--port", "0", "--json", ...flags], {
    onStart: (...started) => ([kill, pid] = started),
    onStdout: (text) => {
      seen += text
      if (seen.endsWith("}\n")) listening.resolve(String(JSON.parse(seen).url))
    },
  })
  const stop = (signal: "SIGINT" | "SIGTERM" = "SIGTERM"): Promise<Run> => {
    kill(signal)
    return ended
  }
  const tooEarly = ended.then(({ stderr }) => Promise.reject(new Error(`The emulator did not listen: ${stderr}`)))
  const url = await Promise.race([listening.promise, tooEarly])
  return { url, pid, stop, [Symbol.asyncDispose]: async () => void (await stop()) }
}

/** Starts it on the runtime of these tests, and gives its origin; it is stopped when the scope closes. */
export const emulatorProcess = (flags: ReadonlyArray<string> = []): Effect.Effect<string, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.promise(() => startEmulator(thisRuntime, flags)),
    ({ stop }) => Effect.promise(() => stop()),
  ).pipe(Effect.map(({ url }) => url))
