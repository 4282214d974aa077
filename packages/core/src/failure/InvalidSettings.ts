import type * as Config from "effect/Config"
import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * What is wrong with settings, as a word for programs.
 *
 * **Details**
 *
 * - `missing`: there is no token and no grant
 * - `incomplete`: a part of a grant is missing
 * - `malformed`: a value does not have the expected form
 * - `contradictory`: two values contradict each other
 * - `unknown`: there is no sign-in, or no setting, with that name
 * - `unusable`: a setting cannot be used here
 * - `unreadable`: the source of the settings cannot be read
 *
 * **Example** (Whether the user has yet to sign in)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isSignedOut = (reason: Failure.InvalidSettingsReason): boolean =>
 *   reason === "missing" || reason === "incomplete"
 * ```
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
 * A setting is missing, does not have the expected form, or contradicts another. Nothing was sent.
 *
 * **Example** (A program that has not been configured)
 *
 * ```ts
 * import { getJobDetails, layerFromConfig } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const job = (id: string) =>
 *   getJobDetails({ id }).pipe(
 *     Effect.provide(layerFromConfig()),
 *     Effect.tapErrorTag("InvalidSettings", ({ settings }) => Effect.logError("set", ...settings)),
 *   )
 * ```
 *
 * @category errors
 */
export class InvalidSettings extends Failure<InvalidSettings>()("InvalidSettings", {
  /** The settings at fault, as the user named them: a flag, a variable or an option. */
  settings: Schema.Array(Schema.String),
  /** The reason, for programs; `problem` puts it in words. */
  reason: InvalidSettingsReason,
  /** What is wrong, in one line; it names the setting. */
  problem: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return this.problem
  }
}

/** The value of a setting does not have the expected form. */
export const malformedSetting = (name: string, problem: string, remedy: string): InvalidSettings =>
  new InvalidSettings({ settings: [name], reason: "malformed", problem, remedy })

/** There is no setting of that name. */
export const unknownSetting = (name: string, problem: string, remedy: string): InvalidSettings =>
  new InvalidSettings({ settings: [name], reason: "unknown", problem, remedy })

/** The source of configuration itself failed, rather than any one setting. */
export const unreadableConfig = (error: Config.ConfigError): InvalidSettings =>
  new InvalidSettings({
    settings: [],
    reason: "unreadable",
    problem: `The configuration cannot be read: ${error.message}`,
    remedy: "Check the ConfigProvider that the program was given.",
  })
