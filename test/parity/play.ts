import { Effect } from "effect"
import { runProcess } from "../support/processes.ts"
import type { Case, Step } from "./Case.ts"
import { type Home, type Kept, makeHome } from "./Home.ts"
import { type Own, spelledAlike } from "./spelledAlike.ts"
import type { Way } from "./ways.ts"
import { nobody } from "./zoho.ts"

/** What a case came to, one way. */
export interface Played {
  readonly steps: ReadonlyArray<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }>
  readonly files: Readonly<Record<string, Kept>>
  readonly asked: ReadonlyArray<string>
}

const placeholder = /\{(origin|port|home|journey)\}/g

const filledIn = (text: string, { journeys, origin, home }: Own): string =>
  text.replaceAll(placeholder, (_, name: string) => {
    if (name === "home") return home
    if (name === "journey") return journeys.at(-1) ?? ""
    return name === "origin" ? origin : new URL(origin).port
  })

const filledInto = (env: Readonly<Record<string, string>>, own: Own): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(env).map(([name, value]) => [name, filledIn(value, own)]))

const call = ({ command, runtime }: Way, home: Home, env: Readonly<Record<string, string>>, own: Own, step: Step) => {
  let kill = (_signal: "SIGINT" | "SIGTERM"): void => {}
  let said = ""
  return runProcess(
    runtime,
    step.args.map((arg) => filledIn(arg, own)),
    {
      command,
      cwd: home.work,
      env: { ...home.variables, ...filledInto({ ...env, ...step.env }, own) },
      onStart: (signal) => (kill = signal),
      onStderr: (text) => {
        said += text
        if (step.stop !== undefined && said.includes(step.stop.when)) kill(step.stop.signal)
      },
      ...(step.stdin === undefined ? {} : { stdin: step.stdin }),
    },
  )
}

/** Plays a case one way, step by step, and tells all that can be seen of it. */
export const play = Effect.fnUntraced(function* (way: Way, { env = {}, files, steps, zoho = nobody }: Case) {
  const home = yield* makeHome(files)
  const { asked, origin } = yield* zoho
  const own: Own = { home: home.folder, origin, journeys: [], beganAt: yield* now }
  const ended: Array<Played["steps"][number]> = []
  for (const step of steps) {
    ended.push(yield* Effect.promise(() => call(way, home, env, own, step)))
    own.journeys.push(...home.journeys().filter((id) => !own.journeys.includes(id)))
  }
  const played: Played = { steps: ended, files: home.everything(), asked: yield* asked }
  return spelledAlike(played, own)
})

const now = Effect.clockWith(({ currentTimeMillis }) => currentTimeMillis)
