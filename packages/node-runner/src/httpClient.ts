import type { Failure } from "@zoho-bulk/core"
import type * as HttpClient from "effect/http/HttpClient"
import type * as Layer from "effect/Layer"
import { layerOverNode } from "./clientOverNode.ts"
import { makeLooks } from "./makeLooks.ts"

/**
 * Provides HTTP on Node: undici with kept connections for looks, and `node:http` with a new connection for each order,
 * and for everything that goes through a proxy. Packed answers are unpacked, redirects are not followed, and the proxy
 * of `HTTPS_PROXY` is used for everything but this machine.
 *
 * Fails with `InvalidSettings` if that variable names a proxy that Node cannot use.
 *
 * **Example** (A connection with settings in code)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { layerHttpClient } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 *
 * export const europe = ZohoConnection.layer({ dataCenter: "eu", auth: Auth.fromConfig() }).pipe(
 *   Layer.provide(layerHttpClient),
 * )
 * ```
 *
 * @category layers
 */
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, Failure.InvalidSettings> = layerOverNode(makeLooks)
