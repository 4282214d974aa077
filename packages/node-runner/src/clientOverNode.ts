import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { Failure } from "@zoho-bulk/core"
import { lookingClient, type Looks, type WayToHost } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { layerZlib } from "./zlib.ts"
import { proxy } from "./proxy.ts"
import { unpackerOf } from "./unpackerOf.ts"

const clientWith = (agent: NodeHttpClient.HttpAgent["Service"]) =>
  Effect.provideService(NodeHttpClient.makeNodeHttp, NodeHttpClient.HttpAgent, agent)

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

/**
 * What is posted goes over a connection of its own: one that was used before may be closed just then, and nobody would know what
 * arrived.
 */
const sentOver = Effect.fnUntraced(function* (options: NodeHttpClient.HttpAgentOptions) {
  const shared = yield* clientWith(yield* NodeHttpClient.makeAgent({ ...options, keepAlive: true }))
  const unshared = yield* clientWith(yield* NodeHttpClient.makeAgent({ ...options, keepAlive: false }))
  const client = HttpClient.transform(shared, (sent, request) =>
    request.method === "GET" ? sent : unshared.execute(request),
  )
  const send: WayToHost["send"] = (request) =>
    Effect.flatMap(client.execute(HttpClientRequest.setHeader(request, "accept-encoding", "gzip, deflate")), unpacked)
  return send
})

/** Finds the way to a host: through the proxy if it applies, as we read the variables, and directly otherwise. */
const ways = Effect.fnUntraced(function* (makeLooks: Effect.Effect<Looks | undefined, never, Scope.Scope>) {
  const direct: WayToHost = { send: yield* sentOver({}), looks: yield* makeLooks }
  const inForce = yield* proxy
  if (inForce === undefined) return () => direct
  const through: WayToHost = { send: yield* sentOver({ proxyEnv: { HTTPS_PROXY: inForce.address } }) }
  return (url: URL): WayToHost => (inForce.isFor(url) ? through : direct)
})

/** Provides HTTP over `node:http`, and what is plain by what looks are made with, where something is. */
export const layerOverNode = (
  makeLooks: Effect.Effect<Looks | undefined, never, Scope.Scope> = Effect.undefined,
): Layer.Layer<HttpClient.HttpClient, Failure.InvalidSettings> =>
  Layer.merge(Layer.effect(HttpClient.HttpClient, Effect.map(ways(makeLooks), lookingClient)), layerZlib)
