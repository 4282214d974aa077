import * as Clock from "effect/Clock"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { isJobId, type JobId } from "../../domain/JobId.ts"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { folderJournal } from "../../transfer/layerJournalFolder.ts"
import { adoptedInVain, type JournalEntry, jobsIn, unknownOrders } from "../../transfer/JournalEntry.ts"
import { rowsOfPart } from "../../transfer/splitRows.ts"
import { layerConnection } from "../run/connect.ts"
import { type KnownJourney, knownJourneys } from "./Journeys.ts"
import { UsageError } from "../failure/UsageError.ts"
import { typed } from "../output/StartedAs.ts"

/** What is wrong with the journey that is meant, or with what is said of it. */
export const wrongJourney = Effect.fnUntraced(function* (problem: string) {
  return yield* new UsageError({ problem, remedy: `See ${yield* typed("jobs")} for what was begun from here.` })
})

const Fields = Schema.Struct({ fields: Schema.optionalKey(Schema.Array(Schema.String)) })

const fieldsOf = ({ journey }: KnownJourney): ReadonlyArray<string> | undefined =>
  Option.getOrUndefined(Schema.decodeUnknownOption(Fields)(journey.request))?.fields

/** How far Zoho's clock and ours may be apart. */
const skew = Duration.toMillis("2 minutes")

const orderedAt = (entries: ReadonlyArray<JournalEntry>, part: string): number =>
  entries.findLast((entry) => entry.step === "ordering" && entry.part === part)?.at ?? 0

/** The number of a part or page, by which its name ends. */
const numberOf = (part: string): number => Number(part.split(" ").at(-1))

const moduleOf = (job: ReadJob | WriteJob): string | undefined =>
  (job.kind === "read" ? job.query?.module : job.resource?.[0]?.module)?.apiName

/** Says why a job cannot be the one that an order made, as far as Zoho's details tell. */
const mismatch = (
  known: KnownJourney,
  entries: ReadonlyArray<JournalEntry>,
  part: string,
  job: ReadJob | WriteJob,
): string | undefined => {
  const { module } = known.journey
  if (jobsIn(entries).includes(job.id) && !adoptedInVain(entries).includes(part)) return "it is another part's already"
  const found = moduleOf(job)
  if (found !== undefined && found !== module) return `it is about ${found}, and the order was about ${module}`
  const made = Option.map(DateTime.make(job.createdTime), DateTime.toEpochMillis)
  if (Option.isSome(made) && made.value < orderedAt(entries, part) - skew)
    return "it was made before the order went out"
  if (job.kind === "write") {
    const name = job.resource?.[0]?.file?.name
    const expected = rowsOfPart(numberOf(part))
    return name === undefined || name === expected ? undefined : `it has the rows of ${name}, and not of ${expected}`
  }
  const number = numberOf(part)
  const page = job.result?.page ?? job.query?.page
  // From v7 on, what Zoho says of a page that was asked for by its token is not known.
  if (page !== undefined && page !== number && job.query?.pageToken === undefined && (number === 1 || page !== 1)) {
    return `it reads page ${page}, and the order was for page ${number}`
  }
  const wanted = fieldsOf(known)
  const fields = job.query?.fields
  return wanted === undefined || fields === undefined || fields.every((field) => wanted.includes(field))
    ? undefined
    : `it reads ${fields.join(", ")}, and the order was for ${wanted.join(", ")}`
}

const checkAdopted = Effect.fnUntraced(function* (
  known: KnownJourney,
  entries: ReadonlyArray<JournalEntry>,
  part: string,
  id: JobId,
) {
  const owner = (yield* knownJourneys).find(
    (other) => other.journey.id !== known.journey.id && jobsIn(other.entries).includes(id),
  )
  if (owner !== undefined) {
    return yield* wrongJourney(`Job ${id} cannot be the one of ${part}: ${owner.journey.id} has ordered it`)
  }
  const kind = known.journey.command === "import" ? "write" : "read"
  const job = yield* Effect.provide(getJobDetails({ kind, id }), layerConnection)
  const problem = mismatch(known, entries, part, job)
  if (problem !== undefined) return yield* wrongJourney(`Job ${id} cannot be the one of ${part}: ${problem}`)
})

/** Settles an order of unknown outcome as the user says, and a job that was adopted in vain anew. */
export const settleOrder = Effect.fnUntraced(function* (
  known: KnownJourney,
  adopted: string | undefined,
  sendsAgain: boolean,
) {
  if (adopted === undefined && !sendsAgain) return
  if (adopted !== undefined && !isJobId(adopted)) return yield* new InvalidJobId({ input: adopted })
  const journal = yield* folderJournal(known.folder)
  const entries = yield* journal.entries
  const [part] = [...unknownOrders(entries), ...adoptedInVain(entries)]
  if (part === undefined) {
    return yield* wrongJourney(`Every order of ${known.journey.id} is known: nothing is to be settled`)
  }
  if (adopted !== undefined) yield* checkAdopted(known, entries, part, adopted)
  const at = yield* Clock.currentTimeMillis
  yield* journal.append(
    adopted === undefined ? { step: "abandoned", part, at } : { step: "adopted", part, at, jobId: adopted },
  )
})
