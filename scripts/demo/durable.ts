/**
 * Journeys that outlive their runner, on an emulated Zoho: an export whose runner is killed, and an order whose answer is lost.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { linesOf, type Running, run, startRunning, type Surroundings } from "./command.ts"

interface Journey {
  readonly key: string
  readonly state: string
  readonly jobs: ReadonlyArray<string>
  readonly rows?: number
  readonly asks?: { readonly part: string; readonly message: string }
}

interface EmulatedJob {
  readonly id: string
  readonly module?: string
}

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-demo-"))
const beganAt = performance.now()

const say = (line: string): void =>
  console.log(`${((performance.now() - beganAt) / 1_000).toFixed(0).padStart(3)} s  ${line}`)

const store = "journeys.db"
const faults = [
  // Long enough that the runner is killed while it waits: in the middle of an order, nobody could tell what became of that.
  { operation: "createReadJob", nth: 1, does: "job-takes", millis: 8_000 },
  { operation: "createReadJob", nth: 4, does: "lost-reply" },
]
writeFileSync(join(folder, "faults.json"), JSON.stringify(faults))

const emulator = startRunning(
  ["emulator", "--port", "0", "--job-duration", "1500ms", "--records-per-page", "100", "--faults", "faults.json"],
  { folder },
)

/** Watches until a journey is as somebody hopes. */
const until = async (here: Surroundings, key: string, isSo: (journey: Journey) => boolean): Promise<Journey> => {
  for await (const line of linesOf(["journeys", "--store", store, "--watch", "--jsonl"], here)) {
    const journey: Journey = JSON.parse(line)
    if (journey.key !== key) continue
    if (isSo(journey)) return journey
    if (journey.state === "failed" || journey.state === "needs-a-word") throw new Error(line)
  }
  throw new Error(`${key} is not as it should be`)
}

/** Starts a runner, and again where it was refused: it cannot know at once that the one before it is dead. */
const startRunner = async (here: Surroundings): Promise<Running> => {
  for (;;) {
    const runner = startRunning(["runner", "--store", store], here)
    if ((await runner.ready) !== undefined) return runner
    await sleep(1_000)
  }
}

const linesIn = (name: string): number => readFileSync(join(folder, name), "utf8").trim().split("\n").length

let runner: Running | undefined
try {
  const { accessToken, url } = JSON.parse((await emulator.ready) ?? "{}")
  const here = { folder, variables: { ZOHO_API_DOMAIN: url, ZOHO_ACCESS_TOKEN: accessToken } }
  const emulatedJobs = async (): Promise<ReadonlyArray<EmulatedJob>> => {
    const answer = await fetch(`${url}/_emulator/state`)
    return JSON.parse(await answer.text()).jobs
  }

  say(
    `An emulated Zoho listens at ${url}. Each of its jobs reads 100 records and takes 1.5 seconds; the first one takes 8.`,
  )
  const submitted = ["Contacts", "--fields", "Email", "--output", "contacts.csv", "--key", "contacts"]
  await run(["submit", "export", ...submitted, "--store", store], here)
  say("The export of 250 contacts is submitted: it is a row in journeys.db. No runner works on it yet.")

  runner = await startRunner(here)
  say("A runner starts on that file.")
  const { jobs } = await until(here, "contacts", (journey) => journey.jobs.length > 0)
  say(`It has ordered job ${jobs.join(", ")}. Now it is killed: SIGKILL.`)
  await runner.end("SIGKILL")
  await sleep(3_000)
  runner = await startRunner(here)
  say("Another runner starts, and resumes the export by itself.")
  const done = await until(here, "contacts", ({ state }) => state === "completed")
  const made = (await emulatedJobs()).length
  say(`contacts is completed: ${linesIn("contacts.csv") - 1} rows, ${made} jobs at Zoho, none ordered twice.`)
  if (done.rows === undefined || made !== 3) throw new Error(`${made} jobs were made, and not 3`)

  const next = ["Leads", "--fields", "Email", "--output", "leads.csv", "--key", "leads"]
  await run(["submit", "export", ...next, "--store", store], here)
  say("The export of leads is submitted. Zoho will create its job, but the answer will be lost.")
  const { asks } = await until(here, "leads", ({ state }) => state === "needs-a-word")
  say(`leads needs a decision on ${asks?.part}: ${asks?.message}. It does not order again by itself.`)
  const lost = (await emulatedJobs()).at(-1)?.id ?? ""
  say(`Somebody looks at Zoho, finds job ${lost}, and says so: resolve leads --job ${lost}`)
  await run(["resolve", "leads", "--store", store, "--job", lost], here)
  await until(here, "leads", ({ state }) => state === "completed")
  say(`leads is completed: ${linesIn("leads.csv") - 1} rows, from the job whose answer was lost.`)
  console.log(`\n${await run(["journeys", "--store", store], here)}`)
} finally {
  await runner?.end("SIGTERM")
  await emulator.end("SIGTERM")
  rmSync(folder, { recursive: true, force: true })
}
