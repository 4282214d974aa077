import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { TokenFailure } from "../failure/CallFailure.ts"
import type { TokenUnavailable } from "./TokenUnavailable.ts"

/** The variable that holds an existing token. */
export const accessTokenVariable = "ZOHO_ACCESS_TOKEN"

/**
 * The word before the token in the `Authorization` header: Zoho's own, or the general `Bearer`.
 *
 * **Details**
 *
 * Zoho's pages and SDKs send `Zoho-oauthtoken`, which is the default. `Bearer` is for a gateway that requires it.
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
 * Identifies the caller: the access token that goes with every request.
 *
 * **When to use**
 *
 * Pass `auth` to `ZohoConnection.layer` if you have a token or a grant. Provide this service yourself if tokens come
 * from somewhere else, such as a vault; its failures are `TokenUnavailable`.
 *
 * **Example** (Tokens from a vault)
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
    /** The word before the token in the `Authorization` header. */
    readonly scheme: TokenScheme
    /** Returns a token that is valid now, renewed if needed. */
    readonly get: Effect.Effect<Redacted.Redacted<string>, TokenFailure | TokenUnavailable>
    /** Returns another token for one that Zoho has just refused; none if there is no way to get one. */
    readonly replace: (
      refused: Redacted.Redacted<string>,
    ) => Effect.Effect<Option.Option<Redacted.Redacted<string>>, TokenFailure | TokenUnavailable>
    /** The API host that Zoho named with the token, if any; only a host that may receive the token. */
    readonly apiDomain: Effect.Effect<Option.Option<URL>>
    /**
     * Identifies the owner of these tokens: the same for all of them, and reveals nothing of them; absent if a token
     * stands for itself.
     */
    readonly identity?: Effect.Effect<Redacted.Redacted<string>>
    /** The scopes that Zoho named with the token, if any; absent if nobody can know. */
    readonly scope?: Effect.Effect<Option.Option<string>>
  }
>()("@zoho-bulk/core/auth/AccessToken") {}

/** Writes the value of the `Authorization` header. */
export const authorization = (scheme: TokenScheme, token: Redacted.Redacted<string>): string =>
  `${scheme} ${Redacted.value(token)}`
