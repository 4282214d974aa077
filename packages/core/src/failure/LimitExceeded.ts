import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * An answer was larger than we are willing to take.
 *
 * @category errors
 */
export class LimitExceeded extends Schema.TaggedError<LimitExceeded>()("LimitExceeded", {
  ...failureFields,
  /** The name of the limit, as in `Limits`. */
  limit: Schema.Literals(["maxAnswerBytes", "maxAnswerDepth"]),
  max: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `If such an answer is right, raise ${this.limit} above ${this.max}.`
  }

  get summary(): string {
    const what = this.limit === "maxAnswerBytes" ? `is larger than ${this.max} bytes` : `nests deeper than ${this.max}`
    return `${couldNot(this.request)}: the answer ${what} (${this.limit})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
