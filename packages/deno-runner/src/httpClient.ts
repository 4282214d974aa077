import type { Failure } from "@zoho-bulk/core"
import { isThisMachine, lookingClient, type ProxyInForce } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import { clientsThrough, unpooled } from "./clientsThrough.ts"
import { directFetch } from "./directFetch.ts"
import { looksBy, type SendPermitted } from "./looksBy.ts"
import { layerZlib } from "./zlib.ts"
import { proxy } from "./proxy.ts"
import { unpackerOf } from "./unpackerOf.ts"

const isPermitted = (host: string): boolean => Deno.permissions.querySync({ name: "net", host }).state === "granted"

/** Requests of ours that are safe to repeat (RFC 9110, 9.2.2). */
const isRepeatable = (method = "GET"): boolean => method === "GET" || method === "HEAD"

const unpooledClient = Deno.createHttpClient(unpooled)

/** Sends through the proxy that Deno itself chooses: if the variables may not be read, only Deno knows them. */
const asDenoDoes = (url: URL, init: RequestInit): Promise<Response> =>
  fetch(url, isRepeatable(init.method) ? init : { ...init, client: unpooledClient })

const sent = (url: URL, init: RequestInit, inForce: ProxyInForce | undefined): Promise<Response> => {
  const clients = clientsThrough(inForce?.isFor(url) === true ? inForce.address : undefined)
  if (clients === undefined) return isThisMachine(url) ? directFetch(url, init) : asDenoDoes(url, init)
  return fetch(url, { ...init, client: isRepeatable(init.method) ? clients.repeatable : clients.once })
}

/** Deno unpacks the packed answers that it asks for, but silently only their first part: this unpacks them fully. */
const unpacked = (response: Response): Response => {
  const { body, headers, status, statusText } = response
  const unpack = unpackerOf({ status, header: (name) => headers.get(name) })
  return unpack === undefined || body === null ? response : new Response(unpack(body), { headers, status, statusText })
}

/** Asks for an unpacked body, with a plain list of names and values: Deno would change `Headers`. */
const unpackedOnly = (headers: HeadersInit = {}): Array<[string, string]> => {
  const list = Symbol.iterator in headers ? [...headers] : Object.entries(headers)
  const others = list.flatMap(([name = "", value = ""]): Array<[string, string]> =>
    name.toLowerCase() === "accept-encoding" ? [] : [[name, value]],
  )
  return [...others, ["accept-encoding", "identity"]]
}

/**
 * Sends without ever asking for a permission, following a redirect, sending an order twice, or using a proxy that is
 * not for the host.
 */
const sentAsPermitted =
  (inForce: ProxyInForce | undefined): SendPermitted =>
  (url, init) => {
    if (!isPermitted(url.host)) throw new Deno.errors.NotCapable(`Requires net access to "${url.host}"`)
    return sent(url, { ...init, headers: unpackedOnly(init.headers), redirect: "manual" }, inForce)
  }

const unpackedFetch =
  (send: SendPermitted): typeof fetch =>
  async (input, init = {}) => {
    const url = input instanceof URL ? input : new URL(input instanceof Request ? input.url : input)
    return unpacked(await send(url, init))
  }

const clientBy = (send: SendPermitted): Effect.Effect<HttpClient.HttpClient> =>
  Effect.map(HttpClient.HttpClient, ({ execute }) => {
    const way = { send: execute, looks: looksBy(send) }
    return lookingClient(() => way)
  }).pipe(
    Effect.provide(Layer.provide(FetchHttpClient.layer, Layer.succeed(FetchHttpClient.Fetch, unpackedFetch(send)))),
  )

/**
 * Provides HTTP on Deno: its own fetch, without following redirects, and the proxy of `HTTPS_PROXY` for everything but
 * this machine.
 *
 * **Details**
 *
 * It never asks for a permission: a host that the program may not reach fails with
 * `HostNotPermitted`. Fails with `InvalidSettings` if that variable names a proxy that Deno cannot use.
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
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, Failure.InvalidSettings> = Layer.merge(
  Layer.effect(
    HttpClient.HttpClient,
    Effect.flatMap(proxy, (inForce) => clientBy(sentAsPermitted(inForce))),
  ),
  layerZlib,
)
