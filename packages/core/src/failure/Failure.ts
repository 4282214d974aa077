import type * as Cause from "effect/Cause"
import * as Schema from "effect/Schema"
import type { LeavingOpen } from "./UnaccountedPart.ts"

/**
 * What every failure provides, whatever it is about.
 *
 * **Example** (Any failure, as text for a log)
 *
 * ```ts
 * import { type Failure, getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const explain = ({ remedy, summary }: Failure.Explained) => Effect.logError(summary, remedy)
 *
 * export const job = (id: string) => getJobDetails({ id }).pipe(Effect.tapError(explain))
 * ```
 *
 * @category errors
 */
export interface Explained {
  /** What happened, in one line. */
  readonly summary: string
  /** What the reader can do about it. */
  readonly remedy: string
  /** Whether trying again could succeed. */
  readonly isRetryable: boolean
}

/** The fields of Zoho's answer. Those that a failure does not have are absent by its type. */
type Unanswered<Fields> = { readonly [K in Exclude<"code" | "httpStatus" | "details", keyof Fields>]?: undefined }

/** The maximum number of characters of Zoho's details in a message; `details` has all of them. */
const longestDetails = 1_000

const shortened = (text: string): string => (text.length > longestDetails ? `${text.slice(0, longestDetails)}…` : text)

/**
 * Makes the class of a failure, as `Schema.TaggedError` does. Its message is the summary, Zoho's details and the
 * remedy, each on a line of its own. It always declares Zoho's `code`, the `httpStatus` and `details`, so that they can
 * be read from any union of failures.
 */
export const Failure =
  <Self>() =>
  <Tag extends string, const Fields extends Schema.Struct.Fields>(
    tag: Tag,
    fields: Fields,
  ): Schema.Class<Self, Schema.TaggedStruct<Tag, Fields>, Cause.YieldableError & Unanswered<Fields> & LeavingOpen> => {
    const made = Schema.TaggedError<Self>()(tag, fields) as unknown as { readonly prototype: Explained }
    Object.defineProperty(made.prototype, "message", {
      get(this: Explained & { readonly details?: unknown }): string {
        const details = shortened(JSON.stringify(this.details ?? {}))
        return `${this.summary}\n${details === "{}" ? "" : `Details: ${details}\n`}${this.remedy}`
      },
    })
    return made as never
  }
