import * as Prompt from "effect/cli/Prompt"
import * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import * as Stdio from "effect/Stdio"
import { isForProgram } from "./root.ts"
import { UsageError } from "./UsageError.ts"

const notGiven = (name: string, how: string): UsageError =>
  new UsageError({ problem: `${name} is missing, and nobody can be asked for it`, remedy: `Give it with ${how}.` })

/** What was given, or what a person at the terminal answers; programs, and CI services, are not asked. */
const given = <A>(value: A | undefined, name: string, how: string, prompt: Prompt.Prompt<A>) =>
  Effect.gen(function* () {
    if (value !== undefined) return value
    const { stdinIsTerminal } = yield* Stdio.Stdio
    if ((yield* isForProgram) || !(yield* stdinIsTerminal)) return yield* notGiven(name, how)
    return yield* Effect.catchTag(Prompt.run(prompt), "QuitError", () => Effect.interrupt)
  })

const notEmpty = (value: string): Effect.Effect<string, string> =>
  value.trim() === "" ? Effect.fail("It cannot be empty.") : Effect.succeed(value.trim())

/** Asks for a word, unless it was given. */
export const askFor = (value: string | undefined, name: string, how: string) =>
  given(value, name, how, Prompt.String({ message: name, validate: notEmpty }))

/** Asks for a secret, which is not shown while it is typed, unless it was given. */
export const askForSecret = (value: Redacted.Redacted<string> | undefined, name: string, how: string) =>
  given(value, name, how, Prompt.Hidden({ message: name, validate: notEmpty }))
