import * as Schema from "effect/Schema"
import type * as Config from "effect/Config"
import { Failure } from "./Failure.ts"

/**
 * What was given as a job id is none. Nothing was sent.
 *
 * @category errors
 */
export class InvalidJobId extends Failure<InvalidJobId>()("InvalidJobId", {
  input: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "A job id is a string of digits, such as 4150868000005376042."
  }

  get summary(): string {
    return `${JSON.stringify(this.input)} is not a job id`
  }
}

/**
 * What was asked for cannot be asked of Zoho: this version of the API cannot express it, or Zoho would refuse it. Nothing
 * was sent.
 *
 * @category errors
 */
export class InvalidRequest extends Failure<InvalidRequest>()("InvalidRequest", {
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return this.problem
  }
}

/**
 * What is wrong with settings: a token or grant is `missing`, a grant is `incomplete`, a value is `malformed`, two are `contradictory`, a
 * sign-in of that name is `unknown`, a setting is `unusable` here, or their source is `unreadable`.
 *
 * @category errors
 */
export const InvalidSettingsReason = Schema.Literals([
  "missing",
  "incomplete",
  "malformed",
  "contradictory",
  "unknown",
  "unusable",
  "unreadable",
])

/** @category errors */
export type InvalidSettingsReason = typeof InvalidSettingsReason.Type

/**
 * A setting is missing, is not of the form it should be, or contradicts another. Nothing was sent.
 *
 * @category errors
 */
export class InvalidSettings extends Failure<InvalidSettings>()("InvalidSettings", {
  /** The settings at fault, as the user named them: a flag, a variable or an option. */
  settings: Schema.Array(Schema.String),
  /** Tells them apart for a program; `problem` says it in words. */
  reason: Schema.optionalKey(InvalidSettingsReason),
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
    reason: "unreadable",
    problem: `The configuration cannot be read: ${error.message}`,
    remedy: "Check the ConfigProvider that the program was given.",
  })

/**
 * The rows to be imported cannot be read, or do not fit together. Nothing was sent.
 *
 * @category errors
 */
export class InputUnreadable extends Failure<InputUnreadable>()("InputUnreadable", {
  /** What the rows come from, such as a file's name. */
  source: Schema.String,
  /** Where it is, counted from 1, as far as that is known. */
  line: Schema.optionalKey(Schema.Int),
  column: Schema.optionalKey(Schema.Int),
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    const where = [
      this.source,
      ...(this.line === undefined ? [] : [`line ${this.line}`]),
      ...(this.column === undefined ? [] : [`column ${this.column}`]),
    ]
    return `${where.join(", ")}: ${this.problem}`
  }
}
