import type * as Layer from "effect/Layer"
import type { AccessToken } from "./AccessToken.ts"
import type { TokenIssuer } from "./TokenIssuer.ts"

/**
 * How a connection gets its access tokens: a function from the settings of the connection to a layer, so that the data
 * centre is named only once.
 *
 * **Example** (A token for each data centre)
 *
 * ```ts
 * import { Auth, type Failure } from "@zoho-bulk/core"
 * import { Redacted } from "effect"
 *
 * export const source =
 *   (tokens: ReadonlyMap<string, Redacted.Redacted>): Auth.TokenSource<Failure.InvalidSettings> =>
 *   ({ dataCenter }) =>
 *     Auth.layerAccessToken(tokens.get(dataCenter) ?? Redacted.make(""))
 * ```
 *
 * @category models
 */
export type TokenSource<E = never, R = never> = (issuer: TokenIssuer) => Layer.Layer<AccessToken, E, R>
