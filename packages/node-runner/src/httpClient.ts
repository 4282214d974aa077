import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import type { Failure } from "@zoho-bulk/core"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { layerZlib } from "./zlib.ts"
import { lookOver } from "./lookOver.ts"
import { proxy } from "./proxy.ts"
import { unpackerOf } from "./unpackerOf.ts"

const clientWith = (agent: NodeHttpClient.HttpAgent["Service"]) =>
  Effect.provideService(NodeHttpClient.makeNodeHttp, NodeHttpClient.HttpAgent, agent)

/** A way to hosts: connections that are kept, and a client. */
interface Way {
  readonly kept: NodeHttpClient.HttpAgent["Service"]
  readonly client: HttpClient.HttpClient
}

/**
 * What is posted goes over a connection of its own: one that was used before may be closed just then, and nobody would know what
 * arrived.
 */
const wayOver = Effect.fnUntraced(function* (options: NodeHttpClient.HttpAgentOptions) {
  const kept = yield* NodeHttpClient.makeAgent({ ...options, keepAlive: true })
  const shared = yield* clientWith(kept)
  const unshared = yield* clientWith(yield* NodeHttpClient.makeAgent({ ...options, keepAlive: false }))
  const client = HttpClient.transform(shared, (sent, request) =>
    request.method === "GET" ? sent : unshared.execute(request),
  )
  return { kept, client } satisfies Way
})

/** Finds the way to a host: through the proxy where it is for it, as we read the variables, and past it everywhere else. */
const ways = Effect.gen(function* () {
  const direct = yield* wayOver({})
  const inForce = yield* proxy
  if (inForce === undefined) return () => direct
  const through = yield* wayOver({ proxyEnv: { HTTPS_PROXY: inForce.address } })
  return (url: URL): Way => (inForce.isFor(url) ? through : direct)
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

/** An address that is none is refused by the client, whichever way it goes. */
const nowhere = new URL("http://localhost")

/** Tells whether nothing of a request is anybody's but ours: no body, no span around it, and nobody's name in its address. */
const isPlain = (
  fiber: Fiber.Fiber<unknown, unknown>,
  request: HttpClientRequest.HttpClientRequest,
  { password, username }: URL,
): boolean =>
  request.method === "GET" &&
  request.body._tag === "Empty" &&
  username + password === "" &&
  fiber.getRef(HttpClient.TracerDisabledWhen)(request)

/** What is plain goes out as it is; all else with what Effect's client knows, such as spans, bodies and upgrades. */
const decorated = Effect.map(ways, (wayTo) =>
  HttpClient.makeWith<HttpClientError.HttpClientError, never, HttpClientError.HttpClientError, never>(
    Effect.flatMap((request) =>
      Effect.withFiber((fiber) => {
        const url = HttpClientRequest.toUrl(request)
        if (Option.isSome(url) && isPlain(fiber, request, url.value))
          return lookOver(wayTo(url.value).kept, request, url.value)
        const packed = HttpClientRequest.setHeader(request, "accept-encoding", "gzip, deflate")
        const { client } = wayTo(Option.getOrElse(url, () => nowhere))
        return Effect.flatMap(client.execute(packed), unpacked)
      }),
    ),
    Effect.succeed,
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
  layerZlib,
)
