import type * as Config from "effect/Config"
import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * What is wrong with settings: a token or grant is `missing`, a grant is `incomplete`, a value is `malformed`, two are `contradictory`, a
 * sign-in or a setting of that name is `unknown`, a setting is `unusable` here, or their source is `unreadable`.
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
  reason: InvalidSettingsReason,
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
