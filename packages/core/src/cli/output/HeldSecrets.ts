import * as Config from "effect/Config"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { accessTokenVariable } from "../../auth/AccessToken.ts"
import { grantVariables } from "../../auth/RefreshGrant.ts"
import { type Hide, hiding } from "../../failure/hideSecrets.ts"

/** The secrets that a run has come to hold: none of them leaves by its output. */
export interface Held {
  readonly hold: (...secrets: ReadonlyArray<Redacted.Redacted<string>>) => void
  /** Hides a text in which there is one of them. */
  readonly hide: Hide
}

/** Begins to keep the secrets of a run. */
export const makeHeld = (): Held => {
  const secrets = new Set<string>()
  let hide = hiding([])
  return {
    hold: (...others) => {
      for (const other of others) secrets.add(Redacted.value(other))
      hide = hiding([...secrets])
    },
    hide: (text) => hide(text),
  }
}

/** The secrets of this run; outside of one, nobody keeps them. */
export const HeldSecrets = Context.Reference<Held>("@zoho-bulk/core/cli/HeldSecrets", { defaultValue: makeHeld })

/** Notes secrets, before anything can be said of them. */
export const hold = (...secrets: ReadonlyArray<Redacted.Redacted<string>>): Effect.Effect<void> =>
  Effect.map(HeldSecrets, (held) => held.hold(...secrets))

/** What looks like a code or a token of Zoho's: three parts, the last two of 32 digits or so. A file's name does not. */
const tokenInArgument = /(?<![\w.-])100\d\.\w{20,}\.\w{20,}/gi

/** Notes the secrets that a run is given: in variables, and in arguments, wherever they were typed. */
export const holdGiven = Effect.fnUntraced(function* (args: ReadonlyArray<string>) {
  for (const name of [accessTokenVariable, ...grantVariables.slice(1)]) {
    const given = yield* Effect.orElseSucceed(Config.option(Config.Redacted(name)), Option.none)
    if (Option.isSome(given)) yield* hold(given.value)
  }
  yield* hold(...args.flatMap((arg) => arg.match(tokenInArgument) ?? []).map((token) => Redacted.make(token)))
})

/** Hides the words of a text that hold a secret, and the whole of it where one is spread over several. */
export const hideWords = (hide: Hide, text: string): string => {
  if (hide(text) === text) return text
  const kept = text
    .split(/([\s"'<>,;]+)/)
    .map(hide)
    .join("")
  return hide(kept)
}
