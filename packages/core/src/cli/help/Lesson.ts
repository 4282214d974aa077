import * as Context from "effect/Context"
import type { exitCode } from "../failure/ExitCode.ts"

/** The name of an exit code. */
export type ExitName = keyof typeof exitCode

/** What a command ends with, and whether it asks anything of Zoho. */
export interface Ends {
  readonly asksZoho: boolean
  /** What the exit codes of the command mean there, in their order. */
  readonly codes: ReadonlyArray<readonly [name: ExitName, meaning: string]>
}

/** What the help of a command knows of its end. */
export class CommandEnds extends Context.Service<CommandEnds, Ends>()("@zoho-bulk/core/cli/CommandEnds") {}
