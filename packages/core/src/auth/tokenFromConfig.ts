import * as Config from "effect/Config"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { InvalidSettings, unreadableConfig } from "../failure/InvalidSettings.ts"
import { permissionToRead } from "../failure/permissionToRead.ts"
import { UnreadableVariables } from "../settings/UnreadableVariables.ts"
import { accessTokenVariable } from "./AccessToken.ts"
import { grantVariables, type RefreshGrant } from "./RefreshGrant.ts"

const allOf = (names: ReadonlyArray<string>): string => [names.slice(0, -1).join(", "), names.at(-1)].join(" and ")

const contradiction = (grant: ReadonlyArray<string>): InvalidSettings =>
  new InvalidSettings({
    settings: [accessTokenVariable, ...grant],
    reason: "contradictory",
    problem: `${accessTokenVariable} and ${grant.join(", ")} contradict each other`,
    remedy: "Set either an access token or a refresh-token grant, not both.",
  })

/** Which variables to set, and to what, as the end of a sentence. */
export const variablesToSet = `${accessTokenVariable} to a token of your Zoho account, or ${allOf(grantVariables)} to a grant that makes tokens`

const noToken = (unreadable: ReadonlyArray<string>): InvalidSettings =>
  new InvalidSettings({
    settings: [accessTokenVariable],
    reason: "missing",
    problem: "There is no access token",
    remedy:
      `Set ${variablesToSet}.` +
      permissionToRead([accessTokenVariable, ...grantVariables].filter((name) => unreadable.includes(name))),
  })

const halfGrant = (given: ReadonlyArray<string>, unreadable: ReadonlyArray<string>): InvalidSettings => {
  const missing = grantVariables.filter((name) => !given.includes(name))
  return new InvalidSettings({
    settings: missing,
    reason: "incomplete",
    problem: `A refresh-token grant needs ${allOf(grantVariables)}, but ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} not set`,
    remedy:
      `Set ${missing.join(" and ")} as well, or ${accessTokenVariable} alone.` +
      permissionToRead(missing.filter((name) => unreadable.includes(name))),
  })
}

const [, , refreshTokenVariable] = grantVariables

/** Checks whether a variable holds a token of either kind; a client alone, as a sign-in requests it, does not count. */
export const isTokenInConfig: Effect.Effect<boolean, InvalidSettings> = Effect.map(
  Effect.all([accessTokenVariable, refreshTokenVariable].map((name) => Config.option(Config.Redacted(name)))),
  (found) => found.some(Option.isSome),
).pipe(Effect.catchTag("ConfigError", (error) => Effect.fail(unreadableConfig(error))))

/** What variables hold: a token, or a grant that makes tokens. */
export type GivenToken = { readonly token: Redacted.Redacted<string> } | { readonly grant: RefreshGrant }

/** Reads a token or a grant from variables; both side by side contradict each other. */
export const tokenFromConfig: Effect.Effect<GivenToken, InvalidSettings> = Effect.gen(function* () {
  const token = yield* Config.option(Config.Redacted(accessTokenVariable))
  const [clientId, clientSecret, refreshToken] = yield* Effect.all(
    grantVariables.map((name) => Effect.map(Config.option(Config.Redacted(name)), Option.getOrUndefined)),
  )
  const values = [clientId, clientSecret, refreshToken]
  const given = grantVariables.filter((_name, at) => values[at] !== undefined)
  if (Option.isSome(token)) {
    return given.length > 0 ? yield* contradiction(given) : { token: token.value }
  }
  const unreadable = yield* UnreadableVariables
  if (given.length === 0) return yield* noToken(unreadable)
  if (clientId === undefined || clientSecret === undefined || refreshToken === undefined) {
    return yield* halfGrant(given, unreadable)
  }
  const grant: RefreshGrant = { clientId: Redacted.value(clientId), clientSecret, refreshToken }
  return { grant }
}).pipe(Effect.catchTag("ConfigError", (error) => Effect.fail(unreadableConfig(error))))
