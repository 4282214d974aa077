import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * An answer came, and it makes no sense: not JSON, without a body, or without what a job must have.
 *
 * **Details**
 *
 * `problem` names the path and shows the offending part, shortened. `excerpt` is the beginning of the answer, for a report.
 *
 * @category errors
 */
export class UnreadableAnswer extends Schema.TaggedError<UnreadableAnswer>()("UnreadableAnswer", {
  ...failureFields,
  problem: Schema.String,
  excerpt: Schema.optionalKey(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Check that the host is Zoho's API and no proxy or sign-in page answers in its place; otherwise report it."
  }

  get summary(): string {
    return `${couldNot(this.request)}: the answer (HTTP ${this.httpStatus}) makes no sense: ${this.problem}`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
