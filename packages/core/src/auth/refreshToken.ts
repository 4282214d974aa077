import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import { AccessToken } from "./AccessToken.ts"
import { layerProcessMemory } from "./layerTokenMemory.ts"
import { makeRefreshingToken } from "./refreshingToken.ts"
import { checkGrant, type RefreshGrant } from "./RefreshGrant.ts"
import type { TokenSource } from "./TokenSource.ts"
import type { TokenStore } from "./TokenStore.ts"

/**
 * Where the tokens of a grant are kept. Every key may be left out.
 *
 * **Example** (One token for all workers of a machine)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 *
 * const options = {
 *   store: Auth.layerTokenFile("/var/lib/reports/zoho-tokens.json"),
 * } satisfies Auth.RefreshOptions<never, unknown>
 *
 * export const auth = Auth.fromConfig(options)
 * ```
 *
 * @category configuration
 */
export interface RefreshOptions<E = never, R = never> {
  /** Keeps tokens and counts requests for them; in the memory of the process by default. */
  readonly store?: Layer.Layer<TokenStore, E, R> | undefined
}

/**
 * Makes access tokens from a refresh token: renewed a minute before they expire, and when Zoho refuses one.
 *
 * **Details**
 *
 * However many wait for it, there is one request. At most ten are made in ten minutes, because Zoho locks out a grant that asks for more; then
 * calls fail with `TokenBudgetSpent`, which says when to go on. The count holds for the whole process, and for all that share a `store`.
 *
 * **Gotchas**
 *
 * Build the connection once and share it, with `ManagedRuntime` or one `Layer` for the program.
 *
 * **Example** (A grant of an organisation in Europe)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const zoho = ZohoConnection.layer({
 *   dataCenter: "eu",
 *   auth: Auth.refreshToken({
 *     clientId: "1000.CLIENT",
 *     clientSecret: Redacted.make("0123456789abcdef"),
 *     refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
 *   }),
 * })
 * ```
 *
 * @category layers
 */
export const refreshToken =
  <E = never, R = never>(
    grant: RefreshGrant,
    options: RefreshOptions<E, R> = {},
  ): TokenSource<InvalidSettings | E, HttpClient.HttpClient | R> =>
  (issuer) => {
    const token = Layer.effect(
      AccessToken,
      Effect.gen(function* () {
        yield* checkGrant(grant)
        return AccessToken.of({ scheme: "Zoho-oauthtoken", ...(yield* makeRefreshingToken(grant, issuer)) })
      }),
    )
    return Layer.provide(token, options.store ?? (layerProcessMemory as Layer.Layer<TokenStore, E, R>))
  }
