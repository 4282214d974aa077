import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { TokenUnavailable } from "../../auth/TokenUnavailable.ts"
import { hiding } from "../../failure/hideSecrets.ts"
import { hideWords } from "../output/HeldSecrets.ts"
import { printable } from "../output/Words.ts"
import { type ProgramCall, type ProgramEnd, Programs } from "./Programs.ts"

/** A program that came to an end. */
export type Ended = ProgramEnd & { readonly _tag: "Ended" }

/** As many bytes of what a program prints are read: no client secret has so many. */
export const mostRead = 65_536

/** The most characters of what a program says that are shown. */
const longestSaid = 300

const linesOf = (text: string): ReadonlyArray<string> => text.split(/\r?\n/)

/** What a program said on stderr, as the end of a sentence: nothing that it wrote to stdout is in it. */
export const saidBy = ({ printed, said }: Ended): string => {
  const secrets = linesOf(printed).filter((line) => line.trim() !== "")
  const hidden = secrets.reduce((text, secret) => text.replaceAll(secret, "<secret>"), said)
  const shown = printable(hideWords(hiding(secrets), hidden)).trim()
  return shown === "" ? "" : `: ${shown.length > longestSaid ? `…${shown.slice(-longestSaid)}` : shown}`
}

/** What an exit code tells, as the end of a sentence. */
export const endOf = (exitCode: number): string =>
  exitCode > 128 ? `was ended by signal ${exitCode - 128} (exit code ${exitCode})` : `ended with exit code ${exitCode}`

/** What is said where a program cannot be run at all. */
interface CannotRun {
  /** What is run, within a sentence. */
  readonly what: string
  /** With what it would be there. */
  readonly comesWith?: string
  /** What to do where it is not there, or does not end. */
  readonly remedy: string
}

/** Runs a program for a client secret, for no longer than it may take; fails where it cannot be run. */
export const runForSecret = Effect.fnUntraced(function* (
  call: ProgramCall,
  limit: Duration.Duration,
  { comesWith, remedy, what }: CannotRun,
): Effect.fn.Return<Ended, TokenUnavailable> {
  const fails = (problem: string, instead = remedy) => new TokenUnavailable({ problem, remedy: instead })
  const programs = yield* Programs
  if (programs === undefined) return yield* fails(`${what} cannot be run: nothing here runs programs`)
  const end = yield* Effect.timeoutOrElse(programs.run({ ...call, mostRead }), {
    duration: limit,
    orElse: () => fails(`${what} did not end within ${Duration.toSeconds(limit)} s, and was stopped`),
  })
  switch (end._tag) {
    case "Ended":
      return end
    case "NotFound":
      return yield* fails(
        `${what} cannot be run: there is no program ${call.program}${comesWith === undefined ? "" : ` (it comes with ${comesWith})`}`,
      )
    case "NotStarted":
      return yield* fails(`${what} cannot be run: ${call.program} does not start (${end.problem})`)
    case "NotPermitted":
      return yield* fails(
        `${what} cannot be run: Deno does not let this program run ${call.program}`,
        `Add --allow-run=${call.program}.`,
      )
  }
})
