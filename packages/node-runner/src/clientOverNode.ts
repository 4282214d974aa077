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
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { layerZlib } from "./zlib.ts"
import { proxy } from "./proxy.ts"
import { unpackerOf } from "./unpackerOf.ts"

const clientWith = (agent: NodeHttpClient.HttpAgent["Service"]) =>
  Effect.provideService(NodeHttpClient.makeNodeHttp, NodeHttpClient.HttpAgent, agent)

/** Asks for something without a body and without a span: what every look does. */
export type Looks = (
  request: HttpClientRequest.HttpClientRequest,
  url: URL,
) => Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

/** A way to hosts: a client, and what looks are made with, where no proxy is on the way. */
interface Way {
  readonly client: HttpClient.HttpClient
  readonly looks?: Looks | undefined
}

/**
 * What is posted goes over a connection of its own: one that was used before may be closed just then, and nobody would know what
 * arrived.
 */
const clientOver = Effect.fnUntraced(function* (options: NodeHttpClient.HttpAgentOptions) {
  const shared = yield* clientWith(yield* NodeHttpClient.makeAgent({ ...options, keepAlive: true }))
  const unshared = yield* clientWith(yield* NodeHttpClient.makeAgent({ ...options, keepAlive: false }))
  return HttpClient.transform(shared, (sent, request) => (request.method === "GET" ? sent : unshared.execute(request)))
})

/** Finds the way to a host: through the proxy where it is for it, as we read the variables, and past it everywhere else. */
const ways = Effect.fnUntraced(function* (makeLooks: Effect.Effect<Looks | undefined, never, Scope.Scope>) {
  const direct: Way = { client: yield* clientOver({}), looks: yield* makeLooks }
  const inForce = yield* proxy
  if (inForce === undefined) return () => direct
  const through: Way = { client: yield* clientOver({ proxyEnv: { HTTPS_PROXY: inForce.address } }) }
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
const decorated = (makeLooks: Effect.Effect<Looks | undefined, never, Scope.Scope>) =>
  Effect.map(ways(makeLooks), (wayTo) =>
    HttpClient.makeWith<HttpClientError.HttpClientError, never, HttpClientError.HttpClientError, never>(
      Effect.flatMap((request) =>
        Effect.withFiber((fiber) => {
          const url = HttpClientRequest.toUrl(request)
          const { client, looks } = wayTo(Option.getOrElse(url, () => nowhere))
          if (looks !== undefined && Option.isSome(url) && isPlain(fiber, request, url.value)) {
            return looks(request, url.value)
          }
          const packed = HttpClientRequest.setHeader(request, "accept-encoding", "gzip, deflate")
          return Effect.flatMap(client.execute(packed), unpacked)
        }),
      ),
      Effect.succeed,
    ),
  )

/** Provides HTTP over `node:http`, and what is plain by what looks are made with, where something is. */
export const layerOverNode = (
  makeLooks: Effect.Effect<Looks | undefined, never, Scope.Scope> = Effect.undefined,
): Layer.Layer<HttpClient.HttpClient, Failure.InvalidSettings> =>
  Layer.merge(Layer.effect(HttpClient.HttpClient, decorated(makeLooks)), layerZlib)
