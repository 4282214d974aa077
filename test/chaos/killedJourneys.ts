import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { runProcess } from "../support/processes.ts"
import type { RuntimeName } from "../support/runtime.ts"
import { commandWords } from "../support/scripts.ts"
import type { Run } from "../support/commandLine.ts"

/** What an order of unknown outcome came to, and how a journey that was killed ended. */
export interface Killed {
  readonly wasKilled: boolean
  readonly resumed: number
  readonly adopted: number
  readonly sentAgain: number
}

interface Job {
  readonly id: string
  readonly kind: string
}

interface World {
  readonly origin: string
  readonly state: () => Promise<{
    readonly jobs: ReadonlyArray<Job>
    readonly records: Readonly<Record<string, number>>
  }>
  readonly stop: () => void
}

/** Creates are held now before and now after they are done, so that a kill meets orders of either sort. */
const faults = (["createReadJob", "createWriteJob"] as const).flatMap((operation) => [
  { operation, nth: [1, 3, 6], does: "late", millis: 250 },
  { operation, nth: [2, 4, 5], does: "late-reply", millis: 250 },
])

/** Gives the words that start the command on a runtime. */
export type Command = (runtime: RuntimeName) => ReadonlyArray<string>

/** Starts `zoho-bulk emulator` as a process of its own. */
const startEmulator = async (command: Command, folder: string, args: ReadonlyArray<string>): Promise<World> => {
  const file = join(folder, "faults.json")
  writeFileSync(file, JSON.stringify(faults))
  const [program = "", ...words] = command("node")
  const child = spawn(program, [...words, "emulator", "--port", "0", "--json", "--faults", file, ...args], {
    stdio: ["ignore", "pipe", "ignore"],
  })
  let text = ""
  while (!text.includes("}")) text += String((await once(child.stdout, "data"))[0])
  const { url }: { url: string } = JSON.parse(text)
  return {
    origin: url,
    state: async () => (await fetch(`${url}/_emulator/state`)).json(),
    stop: () => child.kill(),
  }
}

/** When a run is killed: after so many milliseconds, or as soon as so many jobs are made, however slow the machine is. */
export type Moment = { readonly millis: number } | { readonly jobs: number }

const momentComes = async (moment: Moment, { state }: World, isOver: () => boolean): Promise<void> => {
  if ("millis" in moment) return sleep(moment.millis)
  while (!isOver() && (await state()).jobs.length < moment.jobs) await sleep(20)
}

/** Sends a signal to a process. */
type Send = (signal: "SIGKILL" | "SIGSTOP" | "SIGCONT") => void

/** Runs the command against an emulator, with a state folder of its own, and strikes it at a moment: kills it, unless told otherwise. */
const runner =
  (runtime: RuntimeName, command: Command, folder: string, world: World) =>
  (args: ReadonlyArray<string>, moment?: Moment, strike = (send: Send): void => send("SIGKILL")): Promise<Run> => {
    let isOver = false
    return runProcess(runtime, [...args, "--json"], {
      command: command(runtime),
      env: { ZOHO_ACCESS_TOKEN: "emulator", ZOHO_API_DOMAIN: world.origin, XDG_STATE_HOME: join(folder, "state") },
      onStart: (send) => {
        if (moment === undefined) return
        const strikeThen = async () => {
          await momentComes(moment, world, () => isOver)
          if (!isOver) strike(send)
        }
        void strikeThen()
      },
    }).finally(() => (isOver = true))
  }

/** Goes on with a killed journey until it is over, settling unknown outcomes by what the emulator knows. */
const goOn = async (
  run: ReturnType<typeof runner>,
  world: World,
  args: ReadonlyArray<string>,
  mayBegin = true,
): Promise<{ readonly last: Run; readonly resumed: number; readonly adopted: number; readonly sentAgain: number }> => {
  const tally = { resumed: 0, adopted: 0, sentAgain: 0 }
  let settled: ReadonlyArray<string> = []
  for (let tries = 0; tries < 12; tries++) {
    const { journeys } = JSON.parse((await run(["jobs"])).stdout)
    const known: ReadonlyArray<{ state: string; jobs: ReadonlyArray<string> }> = journeys
    const isBegun = known.some(({ state }) => state !== "finished")
    if (known.length === 0 && !mayBegin) return { last: { exitCode: 0, stdout: "", stderr: "" }, ...tally }
    // The kill came between the end of the journey and that of the process.
    if (known.length > 0 && !isBegun) return { last: { exitCode: 0, stdout: "", stderr: "" }, ...tally }
    const last = await run(isBegun ? ["resume", ...settled] : args)
    tally.resumed++
    if (last.exitCode !== 9) return { last, ...tally }
    const mine = new Set(JSON.parse((await run(["jobs"])).stdout).journeys[0].jobs as ReadonlyArray<string>)
    const lost = (await world.state()).jobs.find(({ id }) => !mine.has(id))
    if (lost === undefined) tally.sentAgain++
    else tally.adopted++
    settled = lost === undefined ? ["--send-again"] : ["--adopt", lost.id]
  }
  throw new Error("the journey does not come to its end")
}

interface Journey {
  readonly emulator: ReadonlyArray<string>
  readonly args: (folder: string) => ReadonlyArray<string>
  readonly output: (folder: string) => string
  /** Jobs that an unbroken run makes, and records that there are after it. */
  readonly jobs: number
  readonly records: Readonly<Record<string, number>>
}

const problem = (what: string, run: Run): Error => new Error(`${what}\n${run.stdout}\n${run.stderr}`)

/** How long a process has to stand still for another to take its journey for dead, in milliseconds. */
const standstill = 3_500

/** Stops a process, goes on with its journey in another one, and lets the first go on at the same time, or after it. */
const stopAndGoOn =
  (goOn: () => Promise<unknown>, told: (over: Promise<unknown>) => void) =>
  (send: Send): void => {
    send("SIGSTOP")
    const over = async () => {
      await sleep(standstill)
      const other = goOn()
      await sleep(Math.random() * 2_000)
      send("SIGCONT")
      await other
    }
    told(over())
  }

/** Plays a journey once in a world of its own, killed or stopped at a moment or not, and gives what it wrote. */
export const playJourney = async (
  runtime: RuntimeName,
  journey: Journey,
  moment?: Moment,
  way: "kill" | "stop" = "kill",
  command: Command = commandWords,
): Promise<{ readonly output: Buffer; readonly millis: number; readonly killed: Killed }> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-chaos-"))
  const world = await startEmulator(command, folder, journey.emulator)
  try {
    const run = runner(runtime, command, folder, world)
    const args = journey.args(folder)
    const begunAt = performance.now()
    let stopped: Promise<unknown> | undefined
    const strike =
      way === "kill"
        ? undefined
        : stopAndGoOn(
            () => goOn(run, world, args, false),
            (over) => (stopped = over),
          )
    const first = await run(args, moment, strike)
    const millis = performance.now() - begunAt
    await stopped
    const isOver = first.exitCode === 0 || first.exitCode === 8
    const { last, ...counts } = isOver
      ? { last: first, resumed: 0, adopted: 0, sentAgain: 0 }
      : await goOn(run, world, args)
    if (last.exitCode !== 0 && last.exitCode !== 8) throw problem(`it ended with code ${last.exitCode}`, last)
    const { jobs, records } = await world.state()
    if (jobs.length !== journey.jobs)
      throw problem(`${jobs.length} jobs were made, and ${journey.jobs} are right`, last)
    for (const [module, count] of Object.entries(journey.records)) {
      if (records[module] !== count)
        throw problem(`there are ${records[module]} ${module}, and ${count} are right`, last)
    }
    const output = readFileSync(journey.output(folder))
    return { output, millis, killed: { wasKilled: stopped !== undefined || !isOver, ...counts } }
  } finally {
    world.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** An export of three pages. */
export const exportJourney: Journey = {
  emulator: ["--records", "Contacts=2500", "--records-per-page", "1000", "--job-duration", "300ms"],
  args: (folder) => ["export", "Contacts", "--fields", "Last_Name,Email", "--output", join(folder, "contacts.csv")],
  output: (folder) => join(folder, "contacts.csv"),
  jobs: 3,
  records: { Contacts: 2_500 },
}

const rows = 60_000

const isBad = (n: number): boolean => n % 100 < 7

const writeLeads = (folder: string): string => {
  const file = join(folder, "leads.csv")
  const lines = Array.from({ length: rows }, (_, at) => `Lead ${at},${isBad(at) ? "" : "Zylker"},lead${at}@example.org`)
  writeFileSync(file, ["Last_Name,Company,Email", ...lines, ""].join("\n"))
  return file
}

/** An import of three parts, of which 7 % are not taken. */
export const importJourney: Journey = {
  emulator: ["--job-duration", "300ms"],
  args: (folder) => [
    "import",
    writeLeads(folder),
    "--module",
    "Leads",
    "--operation",
    "insert",
    "--rejects",
    join(folder, "rejects.csv"),
  ],
  output: (folder) => join(folder, "rejects.csv"),
  jobs: 3,
  records: { Leads: 120 + rows * 0.93 },
}
