import * as Effect from "effect/Effect"
import { parseScopes } from "../../wire/scopes.ts"
import { revoke } from "../model/TokenState.ts"
import { emulatorToken, emulatorTokenWithoutScope } from "../model/emulatorToken.ts"
import type { Origin } from "../requests/origin.ts"
import { World } from "../world/World.ts"
import { changeState, currentState } from "../world/currentState.ts"
import { answer, giveToken, makeRefreshToken, parametersOf, refuse } from "./answers.ts"

const isRefreshToken = (token: string | undefined): token is string =>
  token === emulatorToken || token === emulatorTokenWithoutScope || /^100[04]\.[0-9a-f]{32}\.refresh$/.test(token ?? "")

/** A grant code, and the scopes that it was made for where it names any; Zoho's console asks for them when it makes a code. */
const codePattern = new RegExp(`^${emulatorToken}(?::(.+))?$`)

/** `POST /oauth/v2/token`: an access token for a refresh token or a grant code. Another data centre knows neither. */
export const getToken = Effect.fnUntraced(function* (origin: Origin) {
  const sent = yield* parametersOf(origin)
  const { settings } = yield* World
  if (![undefined, settings.dataCenter].includes(origin.dataCenter) && settings.dataCenter !== undefined) {
    return yield* refuse("invalid_client")
  }
  if (sent.client_id !== emulatorToken) return yield* refuse("invalid_client")
  if (sent.client_secret !== emulatorToken) return yield* refuse("invalid_client_secret")
  const { tokens } = yield* currentState
  if (sent.grant_type === "refresh_token") {
    const { refresh_token: token } = sent
    if (!isRefreshToken(token) || tokens.revoked.has(token)) return yield* refuse("invalid_code")
    return yield* giveToken(token, false, origin)
  }
  if (sent.grant_type !== "authorization_code") return yield* refuse("unsupported_grant_type")
  const code = codePattern.exec(sent.code ?? "")
  if (code === null) return yield* refuse("invalid_code")
  const scopes = code[1] === undefined ? undefined : parseScopes(code[1])
  return yield* giveToken(yield* makeRefreshToken("1000", scopes), true, origin)
})

/** `POST /oauth/v2/token/revoke`: a refresh token and all that it gave are good for nothing from now on. */
export const revokeToken = Effect.fnUntraced(function* (origin: Origin) {
  const { token } = yield* parametersOf(origin)
  if (token === undefined || token === "") return yield* refuse("invalid_token")
  yield* changeState((state) => ({ ...state, tokens: revoke(state.tokens, token) }))
  return yield* answer({ status: "success" })
})
