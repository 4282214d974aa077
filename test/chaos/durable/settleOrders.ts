import { JobId } from "@zoho-bulk/core"
import { listJourneys, resolveOrder } from "@zoho-bulk/core/durable"
import type { Emulator } from "@zoho-bulk/core/emulator"
import { Effect, Schema } from "effect"
import * as SqlClient from "effect/sql/SqlClient"
import type { Planned } from "./journeysOfTrial.ts"

type World = Emulator["Service"]

const Told = Schema.fromJsonString(
  Schema.NullOr(Schema.Struct({ step: Schema.String, jobId: Schema.optionalKey(Schema.String) })),
)

/** A job by its organisation: each has a job of the same number. */
export const jobOf = (organization: string, id: string): string => `${organization}/${id}`

/** The jobs that journals know, with the journals that do. */
export const knownJobs = Effect.gen(function* () {
  const sql = yield* SqlClient.SqlClient
  const owners = yield* sql<{ readonly key: string; readonly organization: string }>`SELECT key, organization
    FROM zoho_bulk_journeys`
  const organizationOf = new Map(owners.map(({ key, organization }) => [key, organization]))
  const rows = yield* sql<{ readonly journey: string; readonly entry: string }>`SELECT journey, entry
    FROM zoho_bulk_journal WHERE kind <> 'opened'`
  const known = new Map<string, Set<string>>()
  for (const { entry, journey } of rows) {
    const told = yield* Schema.decodeUnknownEffect(Told)(entry)
    if (told?.jobId === undefined || (told.step !== "ordered" && told.step !== "adopted")) continue
    const job = jobOf(organizationOf.get(journey.split("/")[0] ?? "") ?? "", told.jobId)
    known.set(job, (known.get(job) ?? new Set()).add(journey))
  }
  return known
})

/** Emulators tell times in whole seconds. */
const isOf = (createdTime: string, sentAt: number): boolean => {
  const made = Date.parse(createdTime)
  return made >= Math.floor(sentAt / 1_000) * 1_000 && made <= sentAt + 2_000
}

/** Gives the words that journeys wait for, by what their emulators know: a job of the journey that its journal does not know, or none. Says how many of each. */
export const settleOrders = Effect.fnUntraced(function* (
  worlds: ReadonlyMap<string, World>,
  planned: ReadonlyArray<Planned>,
) {
  const tally = { adopted: 0, sentAgain: 0 }
  const asking = yield* listJourneys({ state: "needs-a-word", limit: 1_000 })
  if (asking.length === 0) return tally
  const known = yield* knownJobs
  for (const { asks, key, organization } of asking) {
    const world = worlds.get(organization)
    const plan = planned.find((each) => each.key === key)
    if (asks === null || world === undefined || plan === undefined) continue
    const { jobs } = yield* world.report
    const lost = jobs.find(
      ({ createdTime, id, module }) =>
        module === plan.module && !known.has(jobOf(organization, id)) && isOf(createdTime, asks.sentAt),
    )
    if (lost === undefined) tally.sentAgain++
    else tally.adopted++
    yield* resolveOrder({
      key,
      sentAt: asks.sentAt,
      word: lost === undefined ? { _tag: "NoJob" } : { _tag: "Adopt", jobId: JobId.make(lost.id) },
    })
  }
  return tally
})
