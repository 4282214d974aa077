import * as Schema from "effect/Schema"

/** The programs that look after the system's keyring. */
export const keyringPrograms = ["secret-tool", "security"] as const

/** Such a program. */
export type KeyringProgram = (typeof keyringPrograms)[number]

/** Where the client secret of a sign-in comes from, where it does not lie beside it. */
export const SecretFrom = Schema.Union([
  Schema.Struct({ command: Schema.String }),
  Schema.Struct({ keyring: Schema.Literals(keyringPrograms) }),
])
export type SecretFrom = typeof SecretFrom.Type

/** The programs that are run for the client secret. */
export const programsOf = (from: SecretFrom | undefined): ReadonlyArray<string> =>
  from === undefined ? [] : ["command" in from ? "sh" : from.keyring]
