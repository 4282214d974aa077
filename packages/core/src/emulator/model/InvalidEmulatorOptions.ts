import * as Schema from "effect/Schema"

/**
 * The emulator was given an option that it does not know, or one that is not as it should be. No emulator was made of it,
 * or, where faults were scripted, nothing was changed.
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
  /** Which option it is, such as `faults[0].does`; empty, where it is all of them. */
  option: Schema.String,
  /** What is wrong, in one line. */
  problem: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
}) {
  /** Whether the same again could end better. */
  readonly isRetryable: boolean = false

  /** What happened, in one line. */
  get summary(): string {
    return this.problem
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
