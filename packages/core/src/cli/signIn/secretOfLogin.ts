import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { TokenUnavailable } from "../../auth/TokenUnavailable.ts"
import { UsageError } from "../failure/UsageError.ts"
import { checkKeyring, clearInKeyring, keepInKeyring, keyringHere, keyringSecret } from "./keyring.ts"
import { commandSecret } from "./commandSecret.ts"
import { type Profile, profilesFile } from "./Profiles.ts"
import type { SecretFrom } from "./SecretFrom.ts"

interface Flags {
  readonly secretCommand: string | undefined
  readonly keyring: boolean
}

/** As long as somebody may take to answer what a command asks. */
const longestAnswer = Duration.minutes(1)

const sentence = (text: string): string => text.replace(/^./, (first) => first.toUpperCase())

const noKeyring = Effect.fnUntraced(function* (problem: string) {
  const file = Option.getOrElse(yield* profilesFile, () => "profiles.json")
  return new UsageError({
    problem: `The client secret cannot be put into the system's keyring: ${problem}`,
    remedy: `Leave --keyring out, and it is kept in ${file}, which you alone can read (mode 0600); or name a command that prints it, with --secret-command.`,
  })
})

const orNoKeyring = <A, R>(effect: Effect.Effect<A, TokenUnavailable, R>) =>
  effect.pipe(Effect.catch(({ problem }) => Effect.flatMap(noKeyring(problem), Effect.fail)))

/** Where the client secret of a sign-in will come from; none, where it lies beside it. Fails where both are asked for. */
export const secretFromFlags = Effect.fnUntraced(function* ({ keyring, secretCommand }: Flags) {
  if (keyring && secretCommand !== undefined) {
    return yield* new UsageError({
      problem: "--keyring and --secret-command contradict each other",
      remedy: "Leave one of them out.",
    })
  }
  if (secretCommand?.trim() === "") {
    return yield* new UsageError({
      problem: "--secret-command is empty",
      remedy: "Give it a command that prints the client secret, such as 'pass show zoho/client'.",
    })
  }
  if (secretCommand !== undefined) return { command: secretCommand } satisfies SecretFrom
  if (!keyring) return undefined
  const program = yield* keyringHere
  return program === undefined
    ? yield* yield* noKeyring("none is known on this system")
    : ({ keyring: program } satisfies SecretFrom)
})

/** Sees that the client secret comes from where it is said to come from, before a code is spent; a command gives it. */
export const checkSecretFrom = Effect.fnUntraced(function* (from: SecretFrom | undefined, name: string) {
  if (from === undefined) return undefined
  if ("keyring" in from) {
    yield* orNoKeyring(checkKeyring(from.keyring, name))
    return undefined
  }
  const secret = yield* Effect.mapError(
    commandSecret(from.command, longestAnswer),
    ({ problem, remedy }) => new UsageError({ problem: sentence(problem), remedy }),
  )
  if (!from.command.includes(Redacted.value(secret))) return secret
  return yield* new UsageError({
    problem: "The command for the client secret has the secret itself in it",
    remedy:
      "Name a command that reads it from where it is kept, such as 'pass show zoho/client'; or leave --secret-command out.",
  })
})

/** Saves a sign-in with what it keeps of its client secret. If that fails, the keyring has what it had before. */
export const savingSecret = Effect.fnUntraced(function* <E, R>(
  from: SecretFrom | undefined,
  name: string,
  secret: Redacted.Redacted<string>,
  save: (kept: Pick<Profile, "clientSecret" | "clientSecretFrom">) => Effect.Effect<void, E, R>,
) {
  if (from === undefined) return yield* save({ clientSecret: Redacted.value(secret) })
  if ("command" in from) return yield* save({ clientSecretFrom: from })
  const { keyring } = from
  const former = yield* Effect.option(keyringSecret(keyring, name))
  const putBack = Option.match(former, {
    onNone: () => clearInKeyring(keyring, name),
    onSome: (before) => keepInKeyring(keyring, name, before),
  })
  // What could not be read may be there: it is not cleared unless it was replaced.
  const unlessUnread = Option.isNone(former) ? Effect.void : Effect.ignore(putBack)
  yield* Effect.onError(orNoKeyring(keepInKeyring(keyring, name, secret)), () => unlessUnread)
  yield* Effect.onError(save({ clientSecretFrom: from }), () => Effect.ignore(putBack))
})

/** Takes what the sign-in before had in the keyring from there, once another one is saved that needs it no more. */
export const forgetReplaced = Effect.fnUntraced(function* (
  before: SecretFrom | undefined,
  from: SecretFrom | undefined,
  name: string,
) {
  if (before === undefined || "command" in before || (from !== undefined && "keyring" in from)) return
  yield* Effect.ignore(clearInKeyring(before.keyring, name))
})
