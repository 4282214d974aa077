import * as Schema from "effect/Schema"

/** The command was not called as it can be. Nothing was done. */
export class UsageError extends Schema.TaggedError<UsageError>()("UsageError", {
  problem: Schema.String,
  remedy: Schema.String,
}) {
  get summary(): string {
    return this.problem
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
