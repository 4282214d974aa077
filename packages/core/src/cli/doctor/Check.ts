import type { LineOf } from "../output/DocumentOf.ts"
import { type CommandFailure, exitCode, exitCodeOf } from "../failure/ExitCode.ts"

/** What the doctor found out about one thing. */
export interface Check extends Finding {
  /** With which code the command ends, where this is the first thing that is wrong. */
  readonly exitCode?: number
  /** Whether the checks after it make sense all the same. */
  readonly isHarmless?: boolean
}

/** The part of a check that is shown. */
export type Finding = LineOf<"doctor">

/** Checks whether something is wrong. */
export const isBroken = ({ state }: Check): boolean => state === "failed"

/** The finding of a check. */
export const findingOf = ({ exitCode: _, isHarmless: __, ...finding }: Check): Finding => finding

export const ok = (name: string, found: string): Check => ({ name, state: "ok", found })

export const skipped = (name: string, found: string): Check => ({ name, state: "skipped", found })

export const wrong = (name: string, found: string, remedy: string, code: number = exitCode.usage): Check => ({
  name,
  state: "failed",
  found,
  remedy,
  exitCode: code,
})

/** What a failure says, as a finding. */
export const fromFailure = (name: string, failure: CommandFailure): Check =>
  wrong(name, failure.summary, failure.remedy, exitCodeOf(failure))
