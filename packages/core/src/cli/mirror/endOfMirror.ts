import type { ModuleOutcome } from "../../mirror/ModuleOutcome.ts"
import { exitCode, exitCodeOf } from "../failure/ExitCode.ts"

/** Checks whether Zoho has no bulk jobs for a module, which nothing in its metadata reveals beforehand. */
export const isNotInBulk = (outcome: ModuleOutcome): boolean =>
  outcome._tag === "failed" && outcome.failure.code === "MODULE_NOT_SUPPORTED"

/** The exit code of what became of all modules: that of their failure where one kind of it stopped each of them. */
export const endOfMirror = (outcomes: ReadonlyArray<ModuleOutcome>): number => {
  const failures = outcomes.flatMap((outcome) => (outcome._tag === "failed" ? [outcome.failure] : []))
  const [code = exitCode.done, ...others] = new Set(failures.map(exitCodeOf))
  const isOfAll = failures.length === outcomes.length && others.length === 0
  return failures.length === 0 || isOfAll ? code : exitCode.rejectedRows
}
