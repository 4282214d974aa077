import * as Schema from "effect/Schema"
import { Failure } from "../../failure/Failure.ts"

/** What the command had to say could not be written, as on a full disk. */
export class OutputFailed extends Failure<OutputFailed>()("OutputFailed", {
  /** What went wrong, in the words of the system. */
  reason: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `The output could not be written (${this.reason})`
  }

  get remedy(): string {
    return "Make room where the output goes, or send it elsewhere; nothing at Zoho has changed."
  }
}
