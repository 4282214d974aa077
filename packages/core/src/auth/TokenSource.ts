import type * as Layer from "effect/Layer"
import type { AccessToken } from "./AccessToken.ts"
import type { TokenIssuer } from "./TokenIssuer.ts"

/**
 * How a connection comes by its access tokens. It is told the settings of the connection, so that the data centre is named once.
 *
 * @category models
 */
export type TokenSource<E = never, R = never> = (issuer: TokenIssuer) => Layer.Layer<AccessToken, E, R>
