import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { Failure } from "@zoho-bulk/core"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { layerInflation } from "./inflation.ts"
import { proxy } from "./proxy.ts"
import { unpackerOf } from "./unpackerOf.ts"

const clientWith = (options: NodeHttpClient.HttpAgentOptions) =>
  Effect.flatMap(NodeHttpClient.makeAgent(options), (agent) =>
    Effect.provideService(NodeHttpClient.makeNodeHttp, NodeHttpClient.HttpAgent, agent),
  )

/**
 * What is posted goes over a connection of its own: one that was used before may be closed just then, and nobody would know what
 * arrived.
 */
const clientOver = Effect.fnUntraced(function* (options: NodeHttpClient.HttpAgentOptions) {
  const kept = yield* clientWith({ ...options, keepAlive: true })
  const unshared = yield* clientWith({ ...options, keepAlive: false })
  return HttpClient.transform(kept, (sent, request) => (request.method === "GET" ? sent : unshared.execute(request)))
})

/** A client that goes through the proxy where it is for a host, as we read the variables, and past it everywhere else. */
const proxied = Effect.gen(function* () {
  const direct = yield* clientOver({})
  const inForce = yield* proxy
  if (inForce === undefined) return direct
  const through = yield* clientOver({ proxyEnv: { HTTPS_PROXY: inForce.address } })
  return HttpClient.transform(direct, (sent, request) =>
    Option.exists(HttpClientRequest.toUrl(request), inForce.isFor) ? through.execute(request) : sent,
  )
})

/** node:http hands a packed body over as it came; this unpacks it. */
const unpacked = (
  response: HttpClientResponse.HttpClientResponse,
): Effect.Effect<HttpClientResponse.HttpClientResponse> => {
  const { headers, request, status } = response
  const unpack = unpackerOf({ status, header: (name) => headers[name] })
  if (unpack === undefined) return Effect.succeed(response)
  return Effect.map(Stream.toReadableStreamEffect(response.stream), (packed) =>
    HttpClientResponse.fromWeb(
      request,
      new Response(unpack(packed as ReadableStream<Uint8Array<ArrayBuffer>>), { status, headers }),
    ),
  )
}

const decorated = Effect.map(proxied, (client) =>
  client.pipe(
    HttpClient.mapRequest(HttpClientRequest.setHeader("accept-encoding", "gzip, deflate")),
    HttpClient.transformResponse(Effect.flatMap(unpacked)),
  ),
)

/**
 * Provides HTTP on Node: `node:http` with kept connections for what is read, packed answers unpacked, redirects left
 * alone, and the proxy of `HTTPS_PROXY` for everything but this machine.
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
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, Failure.InvalidSettings> = Layer.merge(
  Layer.effect(HttpClient.HttpClient, decorated),
  layerInflation,
)
