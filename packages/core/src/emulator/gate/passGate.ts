import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import { type Refusal, wrongToken } from "../model/Refusal.ts"
import { scopesOf } from "../model/TokenState.ts"
import { emulatorToken, emulatorTokenWithoutScope } from "../model/emulatorToken.ts"
import type { Origin } from "../requests/origin.ts"
import type { Route } from "../requests/route.ts"
import { World } from "../world/World.ts"
import { areGranted, scopeMismatch } from "./scopes.ts"

const noToken: Refusal = { status: 401, code: "AUTHENTICATION_FAILURE", message: "Authentication failed" }

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
  { operation, version }: Pick<Route, "operation" | "version">,
): Effect.fn.Return<Passed, never, World> {
  const { settings } = yield* World
  const token = /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(authorization ?? "")?.[1]
  if (token === undefined) return { refusal: noToken }
  const isAtHome = settings.dataCenter === undefined || [undefined, settings.dataCenter].includes(origin.dataCenter)
  const living = isAtHome ? yield* livingToken(token) : undefined
  if (living === undefined) return { refusal: wrongToken }
  return areGranted(living.scopes, operation, version) ? living : { refusal: scopeMismatch }
})
