import * as Schema from "effect/Schema"

/**
 * The emulator was given an unknown option, or a value that the option does not allow. No emulator was made; if faults
 * were scripted, the earlier ones still apply.
 *
 * **Example** (What is wrong, and what to do)
 *
 * ```ts
 * import { Emulator, layer } from "@zoho-bulk/core/emulator"
 * import { Effect } from "effect"
 *
 * export const told = Emulator.pipe(
 *   Effect.provide(layer({ recordsPerPage: -1 })),
 *   Effect.catchTag("InvalidEmulatorOptions", ({ problem, remedy }) => Effect.succeed(`${problem}. ${remedy}`)),
 * )
 * ```
 *
 * @category errors
 */
export class InvalidEmulatorOptions extends Schema.TaggedError<InvalidEmulatorOptions>()("InvalidEmulatorOptions", {
  /** The option at fault, such as `faults[0].does`; empty if the options as a whole are wrong. */
  option: Schema.String,
  /** What is wrong, in one line. */
  problem: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
}) {
  /** Whether trying again could succeed. */
  readonly isRetryable: boolean = false

  /** What happened, in one line. */
  get summary(): string {
    return this.problem
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
