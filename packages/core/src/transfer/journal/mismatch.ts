import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { Condition } from "../../domain/Condition.ts"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { adoptedInVain, jobsIn } from "./OrderState.ts"
import type { JournalEntry } from "./JournalEntry.ts"
import { fieldsOfPart, fieldsSurelyOfPart } from "./fieldParts.ts"
import { kindIn } from "./JourneyIdentity.ts"
import { isIdColumn } from "../../results/Rows.ts"
import { isSameCondition } from "./sameCondition.ts"
import { rowsOfPart } from "./partFiles.ts"

/** What a journey orders, as far as its jobs can be recognised by it. */
export interface Ordered {
  readonly kind: "export" | "import"
  readonly module?: string | undefined
  readonly fields?: ReadonlyArray<string> | undefined
  readonly operation?: string | undefined
  readonly where?: Condition | undefined
  readonly cvid?: string | undefined
}

const Request = Schema.Struct({
  module: Schema.optionalKey(Schema.String),
  fields: Schema.optionalKey(Schema.Array(Schema.String)),
  operation: Schema.optionalKey(Schema.String),
  where: Schema.optionalKey(Condition),
  cvid: Schema.optionalKey(Schema.String),
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

/** Whether a job has told what it reads, of all that it was asked for: what is asked for by a page's token may not be shown. */
const tellsAll = ({ query }: ReadJob, part: string): boolean =>
  query?.module !== undefined && query.pageToken === undefined && numberOf(part) === 1

const allFields = "all fields"

const listed = (fields: ReadonlyArray<string> | undefined): string => fields?.join(", ") ?? allFields

const lowered = (fields: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(fields.map((field) => field.toLowerCase()))

/** What is wrong with the fields that a job reads. The record's id comes in any case, and fields that bulk read refused may have been left out. */
const fieldsMismatch = (
  { fields: asked, module }: Ordered,
  entries: ReadonlyArray<JournalEntry>,
  part: string,
  job: ReadJob,
): string | undefined => {
  const told = job.query?.fields
  const wanted = asked === undefined || asked.length === 0 ? undefined : fieldsOfPart(asked, part)
  const problem = `it reads ${listed(told)}, but the order was for ${listed(wanted)}`
  if (wanted === undefined) return module === undefined || told === undefined ? undefined : problem
  if (told === undefined) return tellsAll(job, part) ? problem : undefined
  const dropped = lowered(entries.flatMap((entry) => (entry.step === "dropped" ? [entry.field] : [])))
  const [may, has] = [lowered(wanted), lowered(told)]
  const isRight =
    told.every((field) => isIdColumn(field) || may.has(field.toLowerCase())) &&
    fieldsSurelyOfPart(asked ?? [], part).every(
      (field) => isIdColumn(field) || has.has(field.toLowerCase()) || dropped.has(field.toLowerCase()),
    )
  return isRight ? undefined : problem
}

/** What is wrong with the records that a job selects. */
const selectionMismatch = ({ cvid, module, where }: Ordered, part: string, job: ReadJob): string | undefined => {
  const { criteria, cvid: view } = job.query ?? {}
  if (module === undefined) return undefined
  if (view !== undefined && view !== cvid) {
    return `it reads the view ${view}, but the order was for ${cvid === undefined ? "none" : `the view ${cvid}`}`
  }
  if (criteria === undefined) {
    return where === undefined || !tellsAll(job, part) ? undefined : "it has no conditions, but the order had some"
  }
  // A view has conditions of its own.
  if (cvid !== undefined) return undefined
  if (where === undefined) return "it has conditions, but the order had none"
  return isSameCondition(where, criteria) ? undefined : "it has other conditions than the order"
}

const readMismatch = (
  ordered: Ordered,
  entries: ReadonlyArray<JournalEntry>,
  part: string,
  job: ReadJob,
): string | undefined => {
  const number = numberOf(part)
  const page = job.result?.page ?? job.query?.page
  // From v7 on, what Zoho says of a page that was asked for by its token is not known.
  if (page !== undefined && page !== number && job.query?.pageToken === undefined && (number === 1 || page !== 1)) {
    return `it reads page ${page}, but the order was for page ${number}`
  }
  return fieldsMismatch(ordered, entries, part, job) ?? selectionMismatch(ordered, part, job)
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
  return job.kind === "write" ? writeMismatch(ordered, part, job) : readMismatch(ordered, entries, part, job)
}
