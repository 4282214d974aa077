import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { Failure } from "@zoho-bulk/core"
import { proxyVariables } from "@zoho-bulk/core/runtime"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { readVariable } from "./environment.ts"

const firstSet = (names: ReadonlyArray<string>): string | undefined => names.find(readVariable)

/** The proxy for https requests; what Node's agent cannot use is refused rather than passed over. */
const proxy = Effect.suspend(() => {
  const name = firstSet(proxyVariables.https)
  const set = name === undefined ? undefined : readVariable(name)
  const value = set === undefined || set.includes("://") ? set : `http://${set}`
  const isUsable = value !== undefined && /^https?:\/\//i.test(value) && URL.canParse(value)
  if (name === undefined || value === undefined || isUsable) return Effect.succeed(value)
  return Effect.fail(
    new Failure.InvalidSettings({
      settings: [name],
      reason: "unusable",
      problem: `${name} names a proxy that Node cannot use`,
      remedy: "Use a proxy whose address begins with http:// or https://, or unset the variable.",
    }),
  )
})

const neverProxied = ["localhost", "127.0.0.1", "[::1]"]

/** The hosts that `NO_PROXY` names; Node takes a bare domain for one host, Deno and most others for all of its hosts. */
const spared = (): ReadonlyArray<string> =>
  (readVariable(firstSet(proxyVariables.none) ?? "") ?? "")
    .split(/[\s,]+/)
    .filter((entry) => entry !== "")
    .flatMap((entry) => (/^[a-z][^:/]*$/i.test(entry) ? [entry, `.${entry}`] : [entry]))

const agent = Effect.map(proxy, (https) =>
  NodeHttpClient.layerAgentOptions({
    keepAlive: true,
    ...(https === undefined
      ? {}
      : {
          proxyEnv: {
            HTTPS_PROXY: https,
            NO_PROXY: [...neverProxied, ...spared()].join(","),
          },
        }),
  }),
)

/** Whether an answer has a packed body: no other status and length can be handed to a web `Response`. */
const isPacked = ({ headers, status }: HttpClientResponse.HttpClientResponse): boolean =>
  status >= 200 && status < 600 && ![204, 205, 304].includes(status) && headers["content-length"] !== "0"

const unpackers: Readonly<Record<string, "gzip" | "deflate">> = { gzip: "gzip", "x-gzip": "gzip", deflate: "deflate" }

/** node:http hands a packed body over as it came; this unpacks it. */
const unpacked = (
  response: HttpClientResponse.HttpClientResponse,
): Effect.Effect<HttpClientResponse.HttpClientResponse> => {
  const format = unpackers[response.headers["content-encoding"]?.trim().toLowerCase() ?? ""]
  if (format === undefined || !isPacked(response)) return Effect.succeed(response)
  return Effect.map(Stream.toReadableStreamEffect(response.stream), (packed) =>
    HttpClientResponse.fromWeb(
      response.request,
      new Response((packed as ReadableStream<Uint8Array<ArrayBuffer>>).pipeThrough(new DecompressionStream(format)), {
        status: response.status,
        headers: response.headers,
      }),
    ),
  )
}

const decorated = Effect.map(HttpClient.HttpClient, (client) =>
  client.pipe(
    HttpClient.mapRequest(HttpClientRequest.setHeader("accept-encoding", "gzip, deflate")),
    HttpClient.transformResponse(Effect.flatMap(unpacked)),
  ),
)

/**
 * Provides HTTP on Node: `node:http` with kept connections, packed answers unpacked, redirects left
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
export const layerHttpClient: Layer.Layer<HttpClient.HttpClient, Failure.InvalidSettings> = Layer.effect(
  HttpClient.HttpClient,
  decorated,
).pipe(Layer.provide(NodeHttpClient.layerNodeHttpNoAgent), Layer.provide(Layer.unwrap(agent)))
