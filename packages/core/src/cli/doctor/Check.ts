import { type CommandFailure, exitCode, exitCodeOf } from "../failure/ExitCode.ts"

/** What the doctor found out about one thing. */
export interface Check {
  readonly name: string
  readonly state: "ok" | "failed" | "skipped"
  readonly found: string
  readonly remedy?: string
  /** With which code the command ends, where this is the first thing that is wrong. */
  readonly exitCode?: number
}

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
