import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Refusal } from "./answers/emitters.ts"
import { emulatorToken, emulatorTokenWithoutScope } from "./emulatorToken.ts"
import type { Origin } from "./origin.ts"
import type { Route } from "./route.ts"
import { areGranted, scopeMismatch } from "./scopes.ts"
import { scopesOf } from "./accounts/TokenState.ts"
import { World } from "./World.ts"

const noToken: Refusal = { status: 401, code: "AUTHENTICATION_FAILURE", message: "Authentication failed" }

/** What is said of a token that is unknown, expired, revoked, or of another data centre. */
export const wrongToken: Refusal = { status: 401, code: "INVALID_TOKEN", message: "invalid oauth token" }

/** A token that lives: what it is good for, and when it expires if it ever does. */
interface LivingToken {
  readonly scopes: ReadonlyArray<string>
  readonly expiresAt?: number
}

/** What the gate made of a token: a refusal, or the token. */
export type Passed = { readonly refusal: Refusal } | LivingToken

const livingToken = Effect.fnUntraced(function* (
  token: string,
): Effect.fn.Return<LivingToken | undefined, never, World> {
  const { settings, state } = yield* World
  const { tokens } = yield* Ref.get(state)
  if (tokens.revoked.has(token)) return undefined
  if (token === emulatorTokenWithoutScope) return { scopes: [] }
  if (token === emulatorToken) return { scopes: settings.scopes }
  const issued = tokens.access.find((each) => each.token === token)
  if (issued === undefined || issued.expiresAt <= (yield* Clock.currentTimeMillis)) return undefined
  return { scopes: scopesOf(tokens, issued.refreshToken, settings.scopes), expiresAt: issued.expiresAt }
})

/** Looks at the token of a request and at its scopes, as Zoho's gate does before anything else is looked at. */
export const passGate = Effect.fnUntraced(function* (
  authorization: string | undefined,
  origin: Origin,
  { name, version }: Pick<Route, "name" | "version">,
): Effect.fn.Return<Passed, never, World> {
  const { settings } = yield* World
  const token = /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(authorization ?? "")?.[1]
  if (token === undefined) return { refusal: noToken }
  const isAtHome = settings.dataCenter === undefined || [undefined, settings.dataCenter].includes(origin.dataCenter)
  const living = isAtHome ? yield* livingToken(token) : undefined
  if (living === undefined) return { refusal: wrongToken }
  return areGranted(living.scopes, name, version) ? living : { refusal: scopeMismatch }
})
