import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import type { InvalidSettings } from "../failure/InvalidSettings.ts"
import { type AccessToken, accessTokenVariable } from "./AccessToken.ts"
import { layerNamedToken } from "./layerAccessToken.ts"
import { grantVariables } from "./RefreshGrant.ts"
import { checkRefreshOptions, refreshNamedToken, type RefreshOptions } from "./refreshToken.ts"
import { tokenFromConfig } from "./tokenFromConfig.ts"
import type { TokenSource } from "./TokenSource.ts"

/**
 * Uses the access token in `ZOHO_ACCESS_TOKEN`, or makes tokens from the grant in `ZOHO_CLIENT_ID`,
 * `ZOHO_CLIENT_SECRET` and `ZOHO_REFRESH_TOKEN`, as the program's `ConfigProvider` has them.
 *
 * **Example** (Settings in code, the secret in the environment)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 *
 * export const zoho = ZohoConnection.layer({ dataCenter: "eu", auth: Auth.fromConfig() })
 * ```
 *
 * @category layers
 */
export const fromConfig =
  <E = never, R = never>(
    options: RefreshOptions<E, R> = {},
  ): TokenSource<InvalidSettings | E, HttpClient.HttpClient | R> =>
  (issuer) =>
    Layer.unwrap(
      Effect.gen(function* () {
        yield* Effect.fromResult(checkRefreshOptions(options))
        const given = yield* tokenFromConfig
        const layer: Layer.Layer<AccessToken, InvalidSettings | E, HttpClient.HttpClient | R> =
          "token" in given
            ? layerNamedToken(accessTokenVariable, given.token)
            : refreshNamedToken(grantVariables, given.grant, options)(issuer)
        return layer
      }),
    )
