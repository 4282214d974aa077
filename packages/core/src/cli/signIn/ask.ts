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

/** What can be asked for. */
export interface Wanted {
  readonly name: string
  /** With what it is given where nobody can be asked. */
  readonly how: string
  readonly variable?: string
}

const listed = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`

const notGiven = Effect.fnUntraced(function* (wanted: ReadonlyArray<Wanted>) {
  const variables = wanted.flatMap(({ variable }) => (variable === undefined ? [] : [variable]))
  const unreadable = (yield* UnreadableVariables).filter((each) => variables.includes(each))
  const [are, them] = wanted.length === 1 ? ["is", "it"] : ["are", "them"]
  const names = wanted.map(({ name }, at) => (at === 0 ? name : name.toLowerCase()))
  return yield* new UsageError({
    problem: `${listed(names)} ${are} missing, and there is no terminal to ask for ${them}`,
    remedy: `Give ${them} with ${listed(wanted.map(({ how }) => how))}.${permissionToRead(unreadable)}`,
  })
})

/** Whether a person is there to be asked, and would see it; a CI service has nobody, whatever it is attached to. */
export const isAttended = Effect.gen(function* () {
  const { stderrIsTerminal, stdinIsTerminal } = yield* Stdio.Stdio
  const isOfService = Option.isSome(yield* Effect.orDie(Config.option(Config.String("CI"))))
  return !(yield* isForProgram) && !isOfService && (yield* stdinIsTerminal) && (yield* stderrIsTerminal)
})

/** Fails if nobody can be asked and something is missing, and names everything at once. */
export const checkCanAsk = Effect.fnUntraced(function* (missing: ReadonlyArray<Wanted>) {
  if (missing.length > 0 && !(yield* isAttended)) return yield* notGiven(missing)
})

/** Asks at the terminal, on stderr, because stdout is data. If the user declines to answer, the line is ended. */
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
const askUnlessGiven = <A>(value: A | undefined, wanted: Wanted, prompt: Prompt.Prompt<A>) =>
  Effect.gen(function* () {
    if (value !== undefined) return value
    return (yield* isAttended) ? yield* ask(prompt) : yield* notGiven([wanted])
  })

const notEmpty = (value: string): Effect.Effect<string, string> =>
  value.trim() === "" ? Effect.fail("It cannot be empty.") : Effect.succeed(value.trim())

/** Asks for a word, unless it was given. */
export const askFor = (value: string | undefined, wanted: Wanted) =>
  askUnlessGiven(value, wanted, Prompt.String({ message: wanted.name, validate: notEmpty }))

/** Asks for a secret, which is not shown while it is typed, unless it was given, perhaps by a variable. */
export const askForSecret = (value: Redacted.Redacted<string> | undefined, wanted: Wanted) =>
  Effect.tap(askUnlessGiven(value, wanted, Prompt.Hidden({ message: wanted.name, validate: notEmpty })), (secret) =>
    hold(secret),
  )
