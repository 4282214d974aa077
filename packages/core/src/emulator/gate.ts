import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"
import type { Refusal } from "./answers/emitters.ts"
import { emulatorToken, emulatorTokenWithoutScope } from "./emulatorToken.ts"
import type { Origin } from "./origin.ts"
import { World } from "./World.ts"

const noToken: Refusal = { status: 401, code: "AUTHENTICATION_FAILURE", message: "Authentication failed" }

/** What is said of a token that is unknown, expired, revoked, or of another data centre. */
export const wrongToken: Refusal = { status: 401, code: "INVALID_TOKEN", message: "invalid oauth token" }

const noScope: Refusal = {
  status: 401,
  code: "OAUTH_SCOPE_MISMATCH",
  message: "invalid oauth scope to access this URL",
}

/** What the gate made of a token: a refusal, or when it expires if it ever does. */
export interface Passed {
  readonly refusal?: Refusal
  readonly expiresAt?: number
}

/** Looks at the token of a request, as Zoho's gate does before anything else is looked at. */
export const passGate = Effect.fnUntraced(function* (
  authorization: string | undefined,
  origin: Origin,
): Effect.fn.Return<Passed, never, World> {
  const { settings, state } = yield* World
  const token = /^(?:Zoho-oauthtoken|Bearer) +(\S+)$/i.exec(authorization ?? "")?.[1]
  if (token === undefined) return { refusal: noToken }
  const isAtHome = settings.dataCenter === undefined || [undefined, settings.dataCenter].includes(origin.dataCenter)
  const { tokens } = yield* Ref.get(state)
  if (!isAtHome || tokens.revoked.has(token)) return { refusal: wrongToken }
  if (token === emulatorTokenWithoutScope) return { refusal: noScope }
  if (token === emulatorToken) return {}
  const issued = tokens.access.find((each) => each.token === token)
  if (issued === undefined || issued.expiresAt <= (yield* Clock.currentTimeMillis)) return { refusal: wrongToken }
  return issued.refreshToken === emulatorTokenWithoutScope ? { refusal: noScope } : { expiresAt: issued.expiresAt }
})
