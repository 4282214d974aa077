import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { TokenFailure } from "../failure/CallFailure.ts"
import type { TokenUnavailable } from "./TokenUnavailable.ts"

/** The variable that holds a token which is already there. */
export const accessTokenVariable = "ZOHO_ACCESS_TOKEN"

/**
 * The word before the token in the `Authorization` header: Zoho's own, or the general `Bearer`.
 *
 * **Details**
 *
 * Zoho's pages and SDKs send `Zoho-oauthtoken`, which is the default. `Bearer` is for a gateway
 * that asks for it.
 *
 * **Example** (A token that goes through a gateway)
 *
 * ```ts
 * import { Auth } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * const scheme: Auth.TokenScheme = "Bearer"
 * const token = Redacted.make("1000.0123456789abcdef.0123456789abcdef")
 *
 * export const auth = Auth.layerAccessToken(token, { scheme })
 * ```
 *
 * @category models
 */
export type TokenScheme = "Zoho-oauthtoken" | "Bearer"

/**
 * Says who we are: the access token that goes with every request.
 *
 * **When to use**
 *
 * Give `auth` to `ZohoConnection.layer` where a token or a grant is at hand. Provide this service yourself where tokens come from somewhere
 * else, such as a vault; what can go wrong there is a `TokenUnavailable`.
 *
 * **Example** (Tokens of a vault)
 *
 * ```ts
 * import { AccessToken, Auth } from "@zoho-bulk/core"
 * import { Effect, Layer, Option, type Redacted } from "effect"
 *
 * export const fromVault = (read: Effect.Effect<Redacted.Redacted, Error>) =>
 *   Layer.succeed(AccessToken, {
 *     scheme: "Zoho-oauthtoken",
 *     get: Effect.mapError(
 *       read,
 *       ({ message }) => new Auth.TokenUnavailable({ problem: message, remedy: "Unseal the vault." }),
 *     ),
 *     replace: () => Effect.succeed(Option.none()),
 *     apiDomain: Effect.succeed(Option.none()),
 *   })
 * ```
 *
 * @category services
 */
export class AccessToken extends Context.Service<
  AccessToken,
  {
    /** The word that goes before the token in the `Authorization` header. */
    readonly scheme: TokenScheme
    /** Gives a token that is good for now, renewed if need be. */
    readonly get: Effect.Effect<Redacted.Redacted<string>, TokenFailure | TokenUnavailable>
    /** Gives another token for one that Zoho has just refused; none, where there is no way to another. */
    readonly replace: (
      refused: Redacted.Redacted<string>,
    ) => Effect.Effect<Option.Option<Redacted.Redacted<string>>, TokenFailure | TokenUnavailable>
    /** The API host that Zoho named with the token, once there is one; only a host that may get the token. */
    readonly apiDomain: Effect.Effect<Option.Option<URL>>
    /** Names whose tokens these are, the same for all of them, and gives nothing of them away; absent, where a token stands for itself. */
    readonly identity?: Effect.Effect<Redacted.Redacted<string>>
    /** The scopes that Zoho named with the token, once there is one; absent, where nobody can know. */
    readonly scope?: Effect.Effect<Option.Option<string>>
  }
>()("@zoho-bulk/core/auth/AccessToken") {}

/** Writes the value of the `Authorization` header. */
export const authorization = (scheme: TokenScheme, token: Redacted.Redacted<string>): string =>
  `${scheme} ${Redacted.value(token)}`
