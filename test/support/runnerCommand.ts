import { Effect } from "effect"
import { emulatorProcess } from "./emulatorProcess.ts"
import { runProcess } from "./processes.ts"
import { type RuntimeName, thisRuntime } from "./runtime.ts"
import { commandWords, root } from "./scripts.ts"
import { temporaryFolder } from "./temporaryFolder.ts"

/** Where commands are called that use a store. */
export interface Here {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** The flags that name the store. */
  readonly store: ReadonlyArray<string>
  /** Sees what a command says, as it comes. */
  readonly onStdout?: (text: string) => void
}

/** A folder with a store in a file, for whoever asks an emulator. */
export const folderFor = Effect.fnUntraced(function* (origin: string) {
  const folder = yield* temporaryFolder
  const env = { HOME: folder, ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
  return { cwd: folder, env, store: ["--store", "journeys.db"] } satisfies Here
})

/** Such a folder, and the emulator. */
export const inFolder = (flags: ReadonlyArray<string> = []) =>
  Effect.flatMap(emulatorProcess(["--job-duration", "300ms", "--records-per-page", "100", ...flags]), folderFor)

/** The words that start the command, from any folder. */
const commandOn = (runtime: RuntimeName) =>
  commandWords(runtime).map((word) => (word.startsWith("packages/") ? root + word : word))

const command = commandOn(thisRuntime)

/** Runs a command that uses the store, to its end. */
export const runOnStore = ({ store, ...here }: Here, ...args: ReadonlyArray<string>) =>
  Effect.promise(() => runProcess(thisRuntime, [...args, ...store], { ...here, command }))

type Signal = "SIGTERM" | "SIGKILL" | "SIGSTOP" | "SIGCONT"

/** Starts a runner on a runtime, and gives what it wrote when it was ready, and what ends it. It is ended with the scope at the latest. */
export const startRunnerOn = (runtime: RuntimeName, { store, ...here }: Here, ...flags: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      let send: (signal: Signal) => void = () => {}
      let said = ""
      const ready = Promise.withResolvers<string>()
      const isInLines = flags.includes("--jsonl")
      const ended = runProcess(runtime, ["runner", ...store, ...(isInLines ? [] : ["--json"]), ...flags], {
        ...here,
        command: commandOn(runtime),
        onStart: (kill) => void (send = kill),
        onStdout: (text) => {
          said += text
          if (said.endsWith("}\n")) ready.resolve(said)
        },
      })
      const end = (signal: "SIGTERM" | "SIGKILL") => {
        send(signal)
        return ended
      }
      const first = await Promise.race([ready.promise, ended.then(({ stderr }) => stderr)])
      const greeting = isInLines ? first.split("\n")[0] : first
      return { ready: JSON.parse(greeting ?? ""), end, ended, send: (signal: Signal) => send(signal) }
    }),
    ({ end }) => Effect.promise(() => end("SIGKILL")),
  )

/** The same on the runtime of these tests. */
export const startRunner = (here: Here, ...flags: ReadonlyArray<string>) => startRunnerOn(thisRuntime, here, ...flags)

/** The words that a shell offers behind others. */
export const wordsBehind = ({ store, ...here }: Here, name: string, begun = "") =>
  Effect.promise(async () => {
    const { stdout } = await runProcess(thisRuntime, ["complete", "--", name, ...store, begun], { ...here, command })
    return stdout.split("\n").filter((word) => word !== "")
  })

/** The journeys of the store, as they are listed. */
export const journeysOf = Effect.fnUntraced(function* (here: Here) {
  const { stdout } = yield* runOnStore(here, "journeys", "--json")
  return JSON.parse(stdout).journeys
})

const exportOfContacts = ["submit", "export", "Contacts", "--fields", "Email"]

/** Submits an export of 250 contacts. */
export const submitContacts = (
  here: Here,
  output = "contacts.csv",
  key = "contacts",
  ...flags: ReadonlyArray<string>
) => runOnStore(here, ...exportOfContacts, "--output", output, "--key", key, ...flags)
