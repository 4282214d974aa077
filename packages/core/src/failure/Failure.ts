import type * as Cause from "effect/Cause"
import * as Schema from "effect/Schema"
import type { LeavingOpen } from "./UnaccountedPart.ts"

/**
 * What every failure can say of itself, whatever it is about.
 *
 * **Example** (Any failure, for whoever reads the log)
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
  /** Whether the same again could end better. */
  readonly isRetryable: boolean
}

/** Zoho's answer, of which not every failure knows something: what is not among its fields is absent by its type. */
type Unanswered<Fields> = { readonly [K in Exclude<"code" | "httpStatus" | "details", keyof Fields>]?: undefined }

/** The most characters of Zoho's details in a message; all of them stand in `details`. */
const longestDetails = 1_000

const shortened = (text: string): string => (text.length > longestDetails ? `${text.slice(0, longestDetails)}…` : text)

/**
 * Makes the class of a failure, as `Schema.TaggedError` does. Its message is the summary, Zoho's details
 * and the remedy, each on a line of its own. It declares Zoho's `code`, the `httpStatus` and `details` in any case, so that they can be read
 * from any union of failures.
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
