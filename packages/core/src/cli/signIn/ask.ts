import * as Prompt from "effect/cli/Prompt"
import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import * as Stdio from "effect/Stdio"
import * as Terminal from "effect/Terminal"
import { hold } from "../output/HeldSecrets.ts"
import { Output } from "../output/Output.ts"
import { isForProgram } from "../flags/root.ts"
import { permissionToRead } from "../../failure/permissionToRead.ts"
import { UnreadableVariables } from "../../settings/UnreadableVariables.ts"
import { UsageError } from "../failure/UsageError.ts"

const notGiven = Effect.fnUntraced(function* (name: string, how: string, variable?: string) {
  const unreadable = (yield* UnreadableVariables).filter((each) => each === variable)
  return yield* new UsageError({
    problem: `${name} is missing, and nobody can be asked for it`,
    remedy: `Give it with ${how}.${permissionToRead(unreadable)}`,
  })
})

/** Whether a person is there to be asked, and would see it; a CI service has nobody, whatever it is attached to. */
const isAttended = Effect.gen(function* () {
  const { stderrIsTerminal, stdinIsTerminal } = yield* Stdio.Stdio
  const isOfService = Option.isSome(yield* Effect.orDie(Config.option(Config.String("CI"))))
  return !(yield* isForProgram) && !isOfService && (yield* stdinIsTerminal) && (yield* stderrIsTerminal)
})

/** Asks at the terminal, on stderr, for stdout is data. Who would rather not answer leaves a line that is ended. */
const ask = Effect.fnUntraced(function* <A>(question: Prompt.Prompt<A>) {
  const terminal = yield* Terminal.Terminal
  const { prompt, talkStyle } = yield* Output
  const { ellipsis, ok, pointer } = talkStyle.marks
  const theme = Prompt.makeTheme({ colors: talkStyle.isColoured, tick: ok, pointerSmall: pointer, ellipsis })
  return yield* Prompt.run(question).pipe(
    Effect.provideService(Terminal.Terminal, Terminal.make({ ...terminal, display: prompt })),
    Effect.provideService(Prompt.Theme, theme),
    Effect.catchTag("QuitError", () => Effect.andThen(prompt("\n"), Effect.interrupt)),
  )
})

/** What was given, or what a person at the terminal answers; programs, and CI services, are not asked. */
const askUnlessGiven = <A>(
  value: A | undefined,
  name: string,
  how: string,
  prompt: Prompt.Prompt<A>,
  variable?: string,
) =>
  Effect.gen(function* () {
    if (value !== undefined) return value
    return (yield* isAttended) ? yield* ask(prompt) : yield* notGiven(name, how, variable)
  })

const notEmpty = (value: string): Effect.Effect<string, string> =>
  value.trim() === "" ? Effect.fail("It cannot be empty.") : Effect.succeed(value.trim())

/** Asks for a word, unless it was given. */
export const askFor = (value: string | undefined, name: string, how: string) =>
  askUnlessGiven(value, name, how, Prompt.String({ message: name, validate: notEmpty }))

/** Asks for a secret, which is not shown while it is typed, unless it was given, perhaps by a variable. */
export const askForSecret = (
  value: Redacted.Redacted<string> | undefined,
  name: string,
  how: string,
  variable?: string,
) =>
  Effect.tap(
    askUnlessGiven(value, name, how, Prompt.Hidden({ message: name, validate: notEmpty }), variable),
    (secret) => hold(secret),
  )
