import { readFileSync } from "node:fs"
import type { Emulator } from "@zoho-bulk/core/emulator"
import { findJourney } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { importRows, type Planned, recordsRead } from "./journeysOfTrial.ts"
import { jobOf, knownJobs } from "./settleOrders.ts"

type World = Emulator["Service"]

/** What is wrong at the end of a trial, in words; nothing, of one that went right. */
export interface Verdict {
  readonly problems: ReadonlyArray<string>
  /** The keys of journeys that are not over, and that wait for nobody's word. */
  readonly asleep: ReadonlyArray<string>
  readonly jobs: number
  readonly tokenRequests: ReadonlyArray<number>
  readonly refusedForRate: Readonly<Record<string, number>>
}

const linesOf = (file: string): ReadonlyArray<string> => readFileSync(file, "utf8").trim().split("\n").slice(1)

const problemOfRows = ({ file, key, module, request }: Planned, result: unknown): string | undefined => {
  if (request.kind === "mirror") {
    const told = JSON.stringify(result)
    return told === JSON.stringify({ modules: [{ module, rows: recordsRead }] }) ? undefined : `${key} copied ${told}`
  }
  const lines = linesOf(file)
  const expected = request.kind === "export" ? recordsRead : importRows
  if (lines.length !== expected) return `${key} wrote ${lines.length} rows of ${expected}`
  return new Set(lines).size === lines.length ? undefined : `${key} wrote a row twice`
}

/** Jobs that an unbroken journey makes. */
const jobsOf = ({ request }: Planned): number => (request.kind === "import" ? 1 : 3)

/** What is wrong with what a journey has made at Zoho, in words. */
const problemsAtZoho = Effect.fnUntraced(function* (plan: Planned, world: World, modules: ReadonlyArray<string>) {
  const { key, module, request } = plan
  const made = modules.filter((each) => each === module).length
  const problems = made === jobsOf(plan) ? [] : [`${key} has ${made} jobs of ${jobsOf(plan)}`]
  if (request.kind !== "import") return problems
  const names = (yield* world.records(module)).map(({ Name }) => Name)
  if (names.length === importRows && new Set(names).size === names.length) return problems
  return [...problems, `${key} made ${names.length} records of ${importRows}, ${new Set(names).size} of them apart`]
})

/** Checks that all journeys ended right, and that no job and no row is there twice. */
export const judge = Effect.fnUntraced(function* (planned: ReadonlyArray<Planned>, worlds: ReadonlyMap<string, World>) {
  const problems: Array<string> = []
  const asleep: Array<string> = []
  for (const plan of planned) {
    const journey = yield* findJourney(plan.key)
    if (journey?.state !== "completed") {
      if (journey?.state === "queued" || journey?.state === "running") asleep.push(plan.key)
      problems.push(`${plan.key} is ${journey?.state ?? "nowhere"}: ${JSON.stringify(journey?.failure ?? null)}`)
      continue
    }
    const problem = problemOfRows(plan, journey.result)
    if (problem !== undefined) problems.push(problem)
  }
  const known = yield* knownJobs
  let jobs = 0
  const tokenRequests: Array<number> = []
  const refusedForRate: Record<string, number> = {}
  for (const [organization, world] of worlds) {
    const mine = planned.filter((plan) => plan.organization === organization)
    const report = yield* world.report
    jobs += report.jobs.length
    const modules = report.jobs.map(({ module }) => module)
    for (const plan of mine) problems.push(...(yield* problemsAtZoho(plan, world, modules)))
    for (const { id } of report.jobs) {
      const journeys = known.get(jobOf(organization, id))?.size ?? 0
      if (journeys !== 1) problems.push(`job ${id} of ${organization} is known to ${journeys} journals`)
    }
    tokenRequests.push(report.requests.filter(({ operation }) => operation === "renewToken").length)
    for (const { operation, status } of report.requests) {
      if (status === 429) refusedForRate[operation] = (refusedForRate[operation] ?? 0) + 1
    }
  }
  return { problems, asleep, jobs, tokenRequests, refusedForRate } satisfies Verdict
})
