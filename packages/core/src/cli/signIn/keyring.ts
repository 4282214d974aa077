import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { secretProblem } from "../../auth/secretProblem.ts"
import { TokenUnavailable } from "../../auth/TokenUnavailable.ts"
import { hold } from "../output/HeldSecrets.ts"
import { typed } from "../output/StartedAs.ts"
import { type ProgramCall, Programs } from "./Programs.ts"
import { type Ended, endOf, runForSecret, saidBy } from "./runForSecret.ts"
import type { KeyringProgram } from "./SecretFrom.ts"

/** How a keyring is asked: each call names the entry of a sign-in. */
interface Calls {
  readonly lookUp: (profile: string) => ProgramCall
  readonly store: (profile: string, secret: Redacted.Redacted<string>) => ProgramCall
  readonly clear: (profile: string) => ProgramCall
  /** Whether there is no such entry. */
  readonly isNone: (ended: Ended) => boolean
}

const service = "zoho-bulk"

/** Quotes a word for a command that `security -i` reads. */
const quoted = (word: string): string => `"${word.replaceAll(/["\\]/g, "\\$&")}"`

/** The secret is never an argument: other users could read it there. */
const callsOf: Readonly<Record<KeyringProgram, Calls>> = {
  "secret-tool": {
    lookUp: (profile) => ({
      program: "secret-tool",
      args: ["lookup", "service", service, "profile", profile],
    }),
    store: (profile, secret) => ({
      program: "secret-tool",
      args: ["store", `--label=${service}: client secret of ${profile}`, "service", service, "profile", profile],
      input: secret,
    }),
    clear: (profile) => ({ program: "secret-tool", args: ["clear", "service", service, "profile", profile] }),
    isNone: ({ exitCode, said }) => exitCode === 1 && said.trim() === "",
  },
  security: {
    lookUp: (profile) => ({ program: "security", args: ["find-generic-password", "-s", service, "-a", profile, "-w"] }),
    store: (profile, secret) => ({
      program: "security",
      args: ["-i"],
      input: Redacted.make(
        `add-generic-password -U -s ${service} -a ${quoted(profile)} -w ${quoted(Redacted.value(secret))}\n`,
      ),
    }),
    clear: (profile) => ({ program: "security", args: ["delete-generic-password", "-s", service, "-a", profile] }),
    isNone: ({ exitCode }) => exitCode === 44,
  },
}

/** With what a program comes. */
const comesWith: Readonly<Record<KeyringProgram, string>> = {
  "secret-tool": "libsecret, in Debian's package libsecret-tools",
  security: "macOS",
}

/** As long as somebody may take to unlock a keyring. */
const longestAnswer = Duration.minutes(1)

const run = Effect.fnUntraced(function* (program: KeyringProgram, call: ProgramCall, limit = longestAnswer) {
  const signIn = yield* typed("auth login")
  return yield* runForSecret(call, limit, {
    what: `the keyring's ${program}`,
    comesWith: comesWith[program],
    remedy: `See to it that ${program} can be run here; or sign in again with ${signIn}, without --keyring.`,
  })
})

const noAnswer = (program: KeyringProgram, ended: Ended): string =>
  `the keyring's ${program} ${endOf(ended.exitCode)}${saidBy(ended)}`

/** The client secret of a sign-in that lies in the keyring. */
export const keyringSecret = Effect.fnUntraced(function* (
  program: KeyringProgram,
  profile: string,
  limit?: Duration.Duration,
) {
  const calls = callsOf[program]
  const ended = yield* run(program, calls.lookUp(profile), limit)
  const signIn = yield* typed("auth login --keyring")
  const line = ended.printed.replace(/\r?\n$/, "")
  const isNone = calls.isNone(ended) || (ended.exitCode === 0 && line === "")
  if (isNone) {
    return yield* new TokenUnavailable({
      problem: `the keyring has no client secret of the sign-in ${profile}`,
      remedy: `Sign in again with ${signIn}, or without --keyring.`,
    })
  }
  if (ended.exitCode !== 0) {
    return yield* new TokenUnavailable({
      problem: noAnswer(program, ended),
      remedy: "Unlock the keyring, or start the session that it belongs to.",
    })
  }
  const secret = Redacted.make(line)
  yield* hold(secret)
  const problem = secretProblem(line)
  if (problem === undefined) return secret
  return yield* new TokenUnavailable({
    problem: `what the keyring has for the sign-in ${profile} cannot be a client secret: ${problem}`,
    remedy: `Sign in again with ${signIn}, or without --keyring.`,
  })
})

/** Puts a client secret into the keyring, and sees that it is there. */
export const keepInKeyring = Effect.fnUntraced(function* (
  program: KeyringProgram,
  profile: string,
  secret: Redacted.Redacted<string>,
) {
  const ended = yield* run(program, callsOf[program].store(profile, secret))
  if (ended.exitCode === 0) {
    const found = yield* keyringSecret(program, profile)
    if (Redacted.value(found) === Redacted.value(secret)) return
  }
  return yield* new TokenUnavailable({
    problem:
      ended.exitCode === 0 ? "the keyring gives back another secret than it was given" : noAnswer(program, ended),
    remedy: "Unlock the keyring, or start the session that it belongs to.",
  })
})

/** Takes the client secret of a sign-in out of the keyring; one that is not there will do. */
export const clearInKeyring = Effect.fnUntraced(function* (program: KeyringProgram, profile: string) {
  const ended = yield* run(program, callsOf[program].clear(profile))
  if (ended.exitCode === 0 || callsOf[program].isNone(ended)) return
  return yield* new TokenUnavailable({
    problem: noAnswer(program, ended),
    remedy: "Unlock the keyring, or start the session that it belongs to.",
  })
})

/** The program of this system's keyring; none, where it has none that we know. */
export const keyringHere = Effect.map(Programs, (programs): KeyringProgram | undefined =>
  programs === undefined || programs.platform === "win32" || programs.platform === "windows"
    ? undefined
    : programs.platform === "darwin"
      ? "security"
      : "secret-tool",
)

const probe = Redacted.make("zoho-bulk-writes-this-for-a-moment")

/** Fails if a secret could not be kept in the keyring: one is put there for a moment. */
export const checkKeyring = Effect.fnUntraced(function* (program: KeyringProgram, profile: string) {
  // The program would take it for a flag.
  if (profile.startsWith("-")) {
    return yield* new TokenUnavailable({
      problem: "the name of the sign-in cannot name an entry of the keyring",
      remedy: "Choose a --profile that does not begin with a hyphen.",
    })
  }
  const entry = `${profile} (probe)`
  yield* Effect.ensuring(keepInKeyring(program, entry, probe), Effect.ignore(clearInKeyring(program, entry)))
})
