import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"

/**
 * A program of this machine, and how it is to be run.
 *
 * **Example** (A line of the shell)
 *
 * ```ts
 * import type { ProgramCall } from "@zoho-bulk/core/cli"
 *
 * export const shellCall = (line: string): ProgramCall => ({ program: "sh", args: ["-c", line] })
 * ```
 *
 * @category models
 */
export interface ProgramCall {
  /** Its name, which is looked for on the `PATH`. */
  readonly program: string
  /** The words behind that. */
  readonly args: ReadonlyArray<string>
  /** What it reads from stdin, which is empty otherwise. */
  readonly input?: Redacted.Redacted<string>
  /** How many bytes of what it writes to stdout are read, before nobody listens to it any more; all, where that is not said. */
  readonly mostRead?: number
  /** Whether it has this process's stdin and stderr, and its terminal, to ask somebody. It is in a session of its own otherwise. */
  readonly isAttended?: boolean
  /** The call that stops it and all that it has started, by its process id; it is stopped alone otherwise. */
  readonly stopBy?: (pid: number) => ProgramCall
}

/**
 * How a program ended, or why it was not run.
 *
 * **Example** (Whether it did what it was run for)
 *
 * ```ts
 * import type { ProgramEnd } from "@zoho-bulk/core/cli"
 *
 * export const isDone = (end: ProgramEnd): boolean => end._tag === "Ended" && end.exitCode === 0
 * ```
 *
 * @category models
 */
export type ProgramEnd =
  | {
      readonly _tag: "Ended"
      /** Its exit code; where a signal ended it, 128 and the number of that. */
      readonly exitCode: number
      /** What it wrote to stdout; somewhat more than `mostRead` bytes, where it was not read to its end. */
      readonly printed: string
      /** The end of what it wrote to stderr, unless it is attended. */
      readonly said: string
    }
  /** There is no such program. */
  | { readonly _tag: "NotFound" }
  /** The runtime does not let this program run others. */
  | { readonly _tag: "NotPermitted" }
  | {
      readonly _tag: "NotStarted"
      /** Why it does not start, in the system's words. */
      readonly problem: string
    }

/**
 * How this machine's programs are run: where the client secret of a sign-in comes from a command or lies in
 * the system's keyring. Each runner brings its own; without it no program is run.
 *
 * **Example** (A runner that runs none of them)
 *
 * ```ts
 * import { Programs } from "@zoho-bulk/core/cli"
 * import { Effect } from "effect"
 *
 * export const withoutPrograms = Effect.provideService(Programs, undefined)
 * ```
 *
 * @category services
 */
export class Programs extends Context.Reference<
  | {
      /** Runs a program to its end; an interruption stops it. */
      readonly run: (call: ProgramCall) => Effect.Effect<ProgramEnd>
      /** The system that this is, as the runtime names it, such as `linux` or `darwin`. */
      readonly platform: string
    }
  | undefined
>("@zoho-bulk/core/cli/Programs", { defaultValue: () => undefined }) {}
