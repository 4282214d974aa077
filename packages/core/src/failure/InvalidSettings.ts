import type * as Config from "effect/Config"
import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * A setting is missing, is not of the form it should be, or contradicts another. Nothing was sent.
 *
 * @category errors
 */
export class InvalidSettings extends Failure<InvalidSettings>()("InvalidSettings", {
  /** The settings at fault, as the user named them: a flag, a variable or an option. */
  settings: Schema.Array(Schema.String),
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return this.problem
  }
}

/** The source of configuration itself failed, which is no fault of any one setting. */
export const unreadableConfig = (error: Config.ConfigError): InvalidSettings =>
  new InvalidSettings({
    settings: [],
    problem: `The configuration cannot be read: ${error.message}`,
    remedy: "Check the ConfigProvider that the program was given.",
  })
