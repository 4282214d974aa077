import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { adoptedInVain, type JournalEntry, jobsIn } from "./JournalEntry.ts"
import { fieldsOfPart } from "./fieldParts.ts"
import { kindIn } from "./JourneyIdentity.ts"
import { rowsOfPart } from "./partFiles.ts"

/** What a journey orders, as far as its jobs can be recognised by it. */
export interface Ordered {
  readonly kind: "export" | "import"
  readonly module?: string | undefined
  readonly fields?: ReadonlyArray<string> | undefined
  readonly operation?: string | undefined
}

const Request = Schema.Struct({
  module: Schema.optionalKey(Schema.String),
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  operation: Schema.optionalKey(Schema.String),
})

/** What a journal says of what its journey orders. */
export const orderedIn = (entries: ReadonlyArray<JournalEntry>): Ordered => {
  const begun = entries.find((entry) => entry.step === "begun")
  const request = Option.getOrElse(Schema.decodeUnknownOption(Request)(begun?.request), () => ({}))
  return { kind: kindIn(entries) ?? "export", ...request }
}

/**
 * How far Zoho's clock and this machine's may differ, in milliseconds: a job is judged by it only if there is no doubt.
 */
const skew = Duration.toMillis("1 day")

/** The earliest time that a journal knows of its journey, by this machine's clock. */
const begunAt = (entries: ReadonlyArray<JournalEntry>): number =>
  entries.reduce((earliest, { at }) => Math.min(earliest, at), Infinity)

/** The number of a part or page, by which its name ends. */
const numberOf = (part: string): number => Number(part.split(" ").at(-1))

const moduleOf = (job: ReadJob | WriteJob): string | undefined =>
  (job.kind === "read" ? job.query?.module : job.resource?.[0]?.module)?.apiName

const writeMismatch = ({ operation }: Ordered, part: string, job: WriteJob): string | undefined => {
  if (operation !== undefined && job.operation !== undefined && job.operation !== operation) {
    return `it is to ${job.operation}, but the order was to ${operation}`
  }
  const name = job.resource?.[0]?.file?.name
  const expected = rowsOfPart(numberOf(part))
  return name === undefined || name === expected ? undefined : `it has the rows of ${name}, not of ${expected}`
}

const readMismatch = ({ fields: asked }: Ordered, part: string, job: ReadJob): string | undefined => {
  const wanted = asked === undefined ? undefined : fieldsOfPart(asked, part)
  const number = numberOf(part)
  const page = job.result?.page ?? job.query?.page
  // From v7 on, what Zoho says of a page that was asked for by its token is not known.
  if (page !== undefined && page !== number && job.query?.pageToken === undefined && (number === 1 || page !== 1)) {
    return `it reads page ${page}, but the order was for page ${number}`
  }
  const fields = job.query?.fields
  return wanted === undefined || fields === undefined || fields.every((field) => wanted.includes(field))
    ? undefined
    : `it reads ${fields.join(", ")}, but the order was for ${wanted.join(", ")}`
}

/** Returns why a job cannot be the one that an order created, as far as Zoho's details show. */
export const mismatch = (
  ordered: Ordered,
  entries: ReadonlyArray<JournalEntry>,
  part: string,
  job: ReadJob | WriteJob,
): string | undefined => {
  const { module } = ordered
  if (jobsIn(entries).includes(job.id) && !adoptedInVain(entries).includes(part))
    return "it already belongs to another part"
  const found = moduleOf(job)
  if (module !== undefined && found !== undefined && found !== module) {
    return `it is about ${found}, but the order was about ${module}`
  }
  const made = Option.map(DateTime.make(job.createdTime), DateTime.toEpochMillis)
  if (Option.isSome(made) && made.value < begunAt(entries) - skew) return "it was created before the order was sent"
  return job.kind === "write" ? writeMismatch(ordered, part, job) : readMismatch(ordered, part, job)
}
