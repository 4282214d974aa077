import * as Schema from "effect/Schema"

/** What the command had to say could not be written, as on a full disk. */
export class OutputFailed extends Schema.TaggedError<OutputFailed>()("OutputFailed", {
  reason: Schema.String,
}) {
  get summary(): string {
    return `The output could not be written (${this.reason})`
  }

  get remedy(): string {
    return "Make room where the output goes, or send it elsewhere; nothing at Zoho has changed."
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
