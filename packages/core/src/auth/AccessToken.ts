import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import { defaultDataCenter, type DataCenter } from "../domain/DataCenter.ts"
import type { TokenFailure } from "../failure/CallFailure.ts"
import { InvalidSettings } from "../failure/InvalidInput.ts"
import { makeRefreshingToken } from "./refreshingToken.ts"
import { checkGrant, type RefreshGrant } from "./RefreshGrant.ts"
import { secretProblem } from "./secretProblem.ts"
import { accessTokenVariable, tokenFromConfig } from "./tokenFromConfig.ts"
import { issuerOf, type TokenIssuer } from "./TokenIssuer.ts"

/** How the token is announced in the `Authorization` header: Zoho's own word, or the general one. */
export type TokenScheme = "Zoho-oauthtoken" | "Bearer"

const invalidToken = (problem: string): InvalidSettings =>
  new InvalidSettings({
    settings: [accessTokenVariable],
    reason: "malformed",
    problem: `${accessTokenVariable} cannot be an access token: ${problem}`,
    remedy: "Set it to the token alone, as Zoho's reply has it in access_token.",
  })

/**
 * Says who we are: the access token that goes with every request.
 *
 * @category services
 */
export class AccessToken extends Context.Service<
  AccessToken,
  {
    readonly scheme: TokenScheme
    /** Gives a token that is good for now, renewed if need be. */
    readonly get: Effect.Effect<Redacted.Redacted<string>, TokenFailure>
    /** Gives another token for one that Zoho has just refused; none, where there is no way to another. */
    readonly replace: (
      refused: Redacted.Redacted<string>,
    ) => Effect.Effect<Option.Option<Redacted.Redacted<string>>, TokenFailure>
    /** The API host that Zoho named with the token, once there is one; only a host that may get the token. */
    readonly apiDomain: Effect.Effect<Option.Option<URL>>
    /** The scopes that Zoho named with the token, once there is one; absent, where nobody can know. */
    readonly scope?: Effect.Effect<Option.Option<string>>
  }
>()("@zoho-bulk/core/auth/AccessToken") {
  /**
   * Provides a token that you already hold. It is used until Zoho refuses it, an hour after it was made at the latest.
   *
   * **Example** (One token)
   *
   * ```ts
   * import { AccessToken } from "@zoho-bulk/core"
   * import { Redacted } from "effect"
   *
   * export const token = AccessToken.layerStatic(Redacted.make("1000.0123456789abcdef.0123456789abcdef"))
   * ```
   */
  static readonly layerStatic = (
    token: Redacted.Redacted<string>,
    options?: { readonly scheme?: TokenScheme },
  ): Layer.Layer<AccessToken, InvalidSettings> =>
    Layer.effect(
      AccessToken,
      Effect.suspend(() => {
        const problem = secretProblem(Redacted.value(token))
        if (problem !== undefined) return Effect.fail(invalidToken(problem))
        return Effect.succeed(
          AccessToken.of({
            scheme: options?.scheme ?? "Zoho-oauthtoken",
            get: Effect.succeed(token),
            replace: () => Effect.succeedNone,
            apiDomain: Effect.succeedNone,
          }),
        )
      }),
    )

  /**
   * Provides tokens made from a refresh token: renewed a minute before they expire, and when Zoho refuses one.
   *
   * **Details**
   *
   * However many wait for it, there is one request. At most ten are made in ten minutes, for Zoho locks a grant out that asks for
   * more; then there is a `TokenBudgetSpent` that says when to go on. `TokenStore` decides where tokens rest.
   *
   * **Example** (A grant of an organisation in Europe)
   *
   * ```ts
   * import { AccessToken } from "@zoho-bulk/core"
   * import { Redacted } from "effect"
   *
   * export const token = AccessToken.layerRefreshing(
   *   {
   *     clientId: "1000.CLIENT",
   *     clientSecret: Redacted.make("0123456789abcdef"),
   *     refreshToken: Redacted.make("1000.0123456789abcdef.0123456789abcdef"),
   *   },
   *   "eu",
   * )
   * ```
   */
  static readonly layerRefreshing = (
    grant: RefreshGrant,
    issuer: TokenIssuer | DataCenter = defaultDataCenter,
  ): Layer.Layer<AccessToken, InvalidSettings, HttpClient.HttpClient> =>
    Layer.effect(
      AccessToken,
      Effect.gen(function* () {
        yield* checkGrant(grant)
        const source = yield* makeRefreshingToken(grant, typeof issuer === "string" ? issuerOf(issuer) : issuer)
        return AccessToken.of({ scheme: "Zoho-oauthtoken", ...source })
      }),
    )

  /**
   * Provides the token of `ZOHO_ACCESS_TOKEN`, or tokens made from the grant in `ZOHO_CLIENT_ID`, `ZOHO_CLIENT_SECRET` and
   * `ZOHO_REFRESH_TOKEN`, all of the same issuer.
   */
  static readonly layerConfig = (
    issuer: TokenIssuer | DataCenter = defaultDataCenter,
  ): Layer.Layer<AccessToken, InvalidSettings, HttpClient.HttpClient> =>
    Layer.unwrap(
      Effect.map(tokenFromConfig, (given) =>
        "token" in given ? AccessToken.layerStatic(given.token) : AccessToken.layerRefreshing(given.grant, issuer),
      ),
    )
}

/** Writes the value of the `Authorization` header. */
export const authorization = (scheme: TokenScheme, token: Redacted.Redacted<string>): string =>
  `${scheme} ${Redacted.value(token)}`

const shortestSecret = 20

/**
 * Takes the token out of an answer that echoes it, so that no error can show it.
 *
 * Zoho's tokens have 70 characters; what is shorter than 20 is no secret, and could be a part of any word.
 */
export const withoutToken = <A extends { readonly body: string }>(answer: A, token: Redacted.Redacted<string>): A => {
  const secret = Redacted.value(token)
  return secret.length >= shortestSecret && answer.body.includes(secret)
    ? { ...answer, body: answer.body.replaceAll(secret, "<access token>") }
    : answer
}
