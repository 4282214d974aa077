import type { Condition } from "./Condition.ts"

/** What every request for a read job can carry. */
interface Common {
  /** Where Zoho posts when the job ends: an `https` address. */
  readonly callbackUrl?: string
}

interface Selection extends Common {
  /** API name of a module, such as `Contacts`. */
  readonly module: string
  /** A custom view, whose own conditions apply as well. */
  readonly cvid?: string
  /** Which records; all, where absent. */
  readonly where?: Condition
  /** Which page of 200,000 records, from 1 on. */
  readonly page?: number
}

/**
 * Records as CSV. Without `fields`, every field of the module comes, in no certain order.
 *
 * @category models
 */
export interface ReadRecords extends Selection {
  readonly fileType?: "csv"
  /** API names, dot paths through lookups included; the columns of the result follow their order. */
  readonly fields?: ReadonlyArray<string>
}

/**
 * Events as calendar entries, 20,000 a job at most. The fields are fixed.
 *
 * @category models
 */
export interface ReadCalendar extends Selection {
  readonly module: "Events"
  readonly fileType: "ics"
}

/**
 * The next page of an earlier job, from v7 on: the token alone says what is read. It lives for 24 hours, and for the user who got it.
 *
 * @category models
 */
export interface ReadNextPage {
  readonly pageToken: string
  readonly module?: never
  readonly fields?: never
  readonly where?: never
  readonly cvid?: never
  readonly page?: never
  readonly callbackUrl?: never
}

/**
 * What a read job is asked for.
 *
 * @category models
 */
export type ReadRequest = ReadRecords | ReadCalendar | ReadNextPage
