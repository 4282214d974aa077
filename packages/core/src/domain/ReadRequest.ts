import * as Schema from "effect/Schema"
import { Condition } from "./Condition.ts"
import type { FieldSchemas } from "./FieldSchemas.ts"

/** What every request for records contains. */
interface Selection {
  /** API name of a module, such as `Contacts`. */
  readonly module: string
  /** The id of a custom view, whose own conditions apply as well. */
  readonly cvid?: string | undefined
  /** Which records; all by default. */
  readonly where?: Condition | undefined
  /** Which page of 200,000 records, counted from 1; the first by default. */
  readonly page?: number | undefined
  /** The `https` address that Zoho posts to when the job ends. */
  readonly callbackUrl?: string | undefined
}

/**
 * Records as CSV.
 *
 * @category models
 */
export interface ReadRecords extends Selection {
  /** The format of the result; CSV by default. */
  readonly fileType?: "csv" | undefined
  /**
   * API names of the columns, including dot paths through lookups; by default every field of the module, in no
   * particular order.
   */
  readonly fields?: ReadonlyArray<string> | undefined
}

/**
 * Events as calendar entries, at most 20,000 per job. The fields are fixed.
 *
 * @category models
 */
export interface ReadCalendar extends Selection {
  /** Calendar entries are made of events only. */
  readonly module: "Events"
  /** The format of the result. */
  readonly fileType: "ics"
}

/**
 * The next page of an earlier job, from v7 on. The token alone determines what is read.
 *
 * @category models
 */
export interface ReadNextPage {
  /** The `nextPageToken` of the previous job. It is valid for 24 hours, and only for the user who received it. */
  readonly pageToken: string
}

/**
 * The request for a read job.
 *
 * @category models
 */
export type ReadRequest = ReadRecords | ReadCalendar | ReadNextPage

const selection = {
  cvid: Schema.optional(Schema.String),
  where: Schema.optional(Condition),
  page: Schema.optional(Schema.Finite),
  callbackUrl: Schema.optional(Schema.String),
}

/** @category schemas */
export const ReadRecords = Schema.Struct({
  module: Schema.NonEmptyString,
  ...selection,
  fileType: Schema.optional(Schema.Literal("csv")),
  fields: Schema.optional(Schema.Array(Schema.String)),
} satisfies FieldSchemas<ReadRecords>)

/** @category schemas */
export const ReadCalendar = Schema.Struct({
  module: Schema.Literal("Events"),
  ...selection,
  fileType: Schema.Literal("ics"),
} satisfies FieldSchemas<ReadCalendar>)

/** @category schemas */
export const ReadNextPage = Schema.Struct({
  pageToken: Schema.NonEmptyString,
} satisfies FieldSchemas<ReadNextPage>)
