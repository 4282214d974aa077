import * as Schema from "effect/Schema"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * The answer was not there when its time was up.
 *
 * **Details**
 *
 * `limit` names the limit that ran out: `tryTimeout` for one try, `callTimeout` for all of them, `maxSilence` for a body that
 * stopped in the middle. `limitMillis` is its
 * value, in milliseconds.
 *
 * @category errors
 */
export class NoAnswerInTime extends Schema.TaggedError<NoAnswerInTime>()("NoAnswerInTime", {
  ...failureFields,
  limit: Schema.Literals(["tryTimeout", "callTimeout", "maxSilence"]),
  limitMillis: Schema.Number,
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    return `Try again later, or allow more time than ${this.limit} does now.`
  }

  get summary(): string {
    const host = new URL(this.request.url).host
    return `${couldNot(this.request)}: no answer from ${host} within ${this.limitMillis / 1000} s (${this.limit})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
