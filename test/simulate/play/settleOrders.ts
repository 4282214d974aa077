import { type JobId, Journal } from "@zoho-bulk/core"
import { Clock, Effect, Result } from "effect"
import { type FoundJob, jobsAtZoho } from "../check/jobsAtZoho.ts"
import { connected, journeyFolder, type Surroundings } from "../journeys/program.ts"
import type { Stage } from "./Round.ts"

const journal = Journal.layerFolder(journeyFolder)

/** What is said of a job that a person has to write down past the library, because a clock was wrong when it was ordered. */
export const byPen = "written down past the library"

/** Writes down which job is that of a part, where the library does not believe it. */
const writeDown = Effect.fnUntraced(function* (part: string, jobId: string) {
  const { append } = yield* Journal.Journal
  yield* append({ step: "adopted", part, at: yield* Clock.currentTimeMillis, jobId: jobId as JobId })
  return `${part}: job ${jobId}, ${byPen}`
}, Effect.provide(journal))

/** Says what became of the order for a part: there is a job of it, or none. */
const settle = (part: string, found: FoundJob | undefined) =>
  found === undefined
    ? Effect.as(Journal.abandon({ part }, { journal }), `${part}: no job`)
    : Journal.adopt({ part, jobId: found.id }, { journal }).pipe(
        Effect.as(`${part}: job ${found.id}`),
        Effect.catchIf(
          (error) => error._tag === "InvalidRequest" && error.problem.endsWith("before the order went out"),
          () => writeDown(part, found.id),
        ),
      )

/**
 * What an honest person does about orders whose outcome is unknown: looks at Zoho whether there is a job that the journal does not know
 * of, and says that it is the order's, or that there is none. Succeeds with what was said, or with what the library said to it.
 */
export const settleOrders = ({ given, network, scenario }: Stage, surroundings: Surroundings) =>
  Effect.gen(function* () {
    const { jobs, toSettle } = yield* Journal.status(journeyFolder)
    const known = new Set<string>(jobs.map(({ jobId }) => jobId))
    const atZoho = jobsAtZoho(network.carriedOut, given, scenario.perPart)
    const said: Array<string> = []
    for (const { part } of toSettle) {
      const found = atZoho.findLast((job) => job.part === part && !known.has(job.id))
      // What was adopted already, and has given nothing yet, needs no other word.
      if (found === undefined && jobs.some((job) => job.part === part)) continue
      const result = yield* Effect.result(settle(part, found))
      said.push(Result.isSuccess(result) ? result.success : `${part}: ${String(result.failure)}`)
    }
    return said
  }).pipe(Effect.provide(connected(scenario, surroundings)))
