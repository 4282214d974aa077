import { isLoopback, proxyVariables } from "@zoho-bulk/core/runtime"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { directFetch } from "./directFetch.ts"
import { isReadable, readVariable } from "./environment.ts"

const isPermitted = (host: string): boolean => Deno.permissions.querySync({ name: "net", host }).state === "granted"

/** Whether Deno's fetch might send plain http to a proxy: a variable says so, or may say so unread. */
const mayBeProxied = (): boolean =>
  proxyVariables.http.some((name) => !isReadable(name) || readVariable(name) !== undefined)

/** Each request on a connection of its own: on one that was used before, Deno sends again by itself what broke off. */
const unpooled = Deno.createHttpClient({ poolMaxIdlePerHost: 0 })

/** What may be done twice without harm (RFC 9110, 9.2.2), of what is sent here. */
const isRepeatable = (method = "GET"): boolean => method === "GET" || method === "HEAD"

/** Fetches without ever asking for a permission, following a redirect, sending an order twice, or a loopback request to a proxy. */
const fetchPermitted: typeof fetch = (input, init = {}) => {
  const url = new URL(input instanceof Request ? input.url : input)
  if (!isPermitted(url.host)) {
    return Promise.reject(new Deno.errors.NotCapable(`Requires net access to "${url.host}"`))
  }
  return url.protocol === "http:" && isLoopback(url) && mayBeProxied()
    ? directFetch(url, init)
    : fetch(url, { ...init, redirect: "manual", ...(isRepeatable(init.method) ? {} : { client: unpooled }) })
}

/**
 * Provides HTTP on Deno: its own fetch, redirects left alone, and the proxy of `HTTPS_PROXY` for
 * everything but this machine.
 *
 * **Details**
 *
 * It never asks for a permission: a host that the program may not reach fails with
 * `HostNotPermitted`.
 *
 * **Example** (A connection with settings in code)
 *
 * ```ts
 * import { Auth, ZohoConnection } from "@zoho-bulk/core"
 * import { layerHttpClient } from "@zoho-bulk/deno-runner"
 * import { Layer } from "effect"
 *
 * export const europe = ZohoConnection.layer({ dataCenter: "eu", auth: Auth.fromConfig() }).pipe(
 *   Layer.provide(layerHttpClient),
 * )
 * ```
 *
 * @category layers
 */
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient> = Layer.provide(
  FetchHttpClient.layer,
  Layer.succeed(FetchHttpClient.Fetch, fetchPermitted),
)
