import { readFileSync } from "node:fs"
import type { Emulator } from "@zoho-bulk/core/emulator"
import { findJourney } from "@zoho-bulk/core/durable"
import { Effect } from "effect"
import { importRows, type Planned, records } from "./journeysOfTrial.ts"
import { jobOf, knownJobs } from "./settleOrders.ts"

type World = Emulator["Service"]

/** What is wrong at the end of a trial, in words; nothing, of one that went right. */
export interface Verdict {
  readonly problems: ReadonlyArray<string>
  readonly jobs: number
  readonly tokenRequests: ReadonlyArray<number>
  readonly refusedForRate: Readonly<Record<string, number>>
}

const linesOf = (file: string): ReadonlyArray<string> => readFileSync(file, "utf8").trim().split("\n").slice(1)

const problemOfRows = ({ file, key, request }: Planned, result: unknown): string | undefined => {
  if (request.kind === "mirror") {
    const told = JSON.stringify(result)
    return told === JSON.stringify({ modules: [{ module: "Contacts", rows: records.Contacts }] })
      ? undefined
      : `${key} copied ${told}`
  }
  const lines = linesOf(file)
  const expected = request.kind === "export" ? records.Contacts : importRows
  if (lines.length !== expected) return `${key} wrote ${lines.length} rows of ${expected}`
  return new Set(lines).size === lines.length ? undefined : `${key} wrote a row twice`
}

/** Jobs that an unbroken journey makes. */
const jobsOf = ({ request }: Planned): number => (request.kind === "import" ? 1 : 3)

/** Whether one of the journals that know a job is of a journey; those of a mirror are named by its modules as well. */
const isOfJourney = (journals: ReadonlySet<string> | undefined, { key }: Planned): boolean =>
  [...(journals ?? [])].some((journal) => journal.split("/")[0] === key)

/** Checks that all journeys ended right, and that no job and no row is there twice. */
export const judge = Effect.fnUntraced(function* (planned: ReadonlyArray<Planned>, worlds: ReadonlyMap<string, World>) {
  const problems: Array<string> = []
  for (const plan of planned) {
    const journey = yield* findJourney(plan.key)
    if (journey?.state !== "completed") {
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
    const expected = mine.reduce((sum, plan) => sum + jobsOf(plan), 0)
    if (report.jobs.length !== expected) problems.push(`${organization} has ${report.jobs.length} jobs of ${expected}`)
    for (const plan of mine) {
      const made = report.jobs.filter(({ id }) => isOfJourney(known.get(jobOf(organization, id)), plan)).length
      if (made !== jobsOf(plan)) problems.push(`${plan.key}, ${plan.request.kind}, has ${made} jobs of ${jobsOf(plan)}`)
    }
    for (const { id } of report.jobs) {
      const journeys = known.get(jobOf(organization, id))?.size ?? 0
      if (journeys !== 1) problems.push(`job ${id} of ${organization} is known to ${journeys} journals`)
    }
    const rows = yield* world.records("Leads")
    const names = rows.map(({ Last_Name }) => Last_Name)
    const wanted = mine.filter(({ request }) => request.kind === "import").length * importRows
    if (names.length !== wanted || new Set(names).size !== names.length) {
      problems.push(`${organization} has ${names.length} leads of ${wanted}, ${new Set(names).size} of them apart`)
    }
    tokenRequests.push(report.requests.filter(({ operation }) => operation === "renewToken").length)
    for (const { operation, status } of report.requests) {
      if (status === 429) refusedForRate[operation] = (refusedForRate[operation] ?? 0) + 1
    }
  }
  return { problems, jobs, tokenRequests, refusedForRate } satisfies Verdict
})
