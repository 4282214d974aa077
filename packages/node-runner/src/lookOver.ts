import * as http from "node:http"
import * as https from "node:https"
import type * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import { NodeAnswer } from "./NodeAnswer.ts"

/** Headers as they are written, in one list: Node neither copies nor looks them up again. It adds no host to them. */
const listed = (request: HttpClientRequest.HttpClientRequest, url: URL): Array<string> => {
  const list = ["host", url.host, "accept-encoding", "gzip, deflate"]
  for (const [name, value] of Object.entries(request.headers)) {
    if (name !== "host" && name !== "accept-encoding") list.push(name, value)
  }
  return list
}

/** Where Node has to go for an address. */
const placeOf = ({ hostname, pathname, port, search }: URL) => ({
  hostname: hostname.startsWith("[") ? hostname.slice(1, -1) : hostname,
  port,
  path: pathname + search,
})

/** Asks for something, without a body and without a span: what every look does. */
export const lookOver = (
  agent: NodeHttpClient.HttpAgent["Service"],
  request: HttpClientRequest.HttpClientRequest,
  url: URL,
): Effect.Effect<NodeAnswer, HttpClientError.HttpClientError> =>
  Effect.callback((resume) => {
    const { begin, through } =
      url.protocol === "https:"
        ? { begin: https.request, through: agent.https }
        : { begin: http.request, through: agent.http }
    const sent = begin({ ...placeOf(url), agent: through, method: request.method, headers: listed(request, url) })
    // It stays: what breaks once there is an answer is the answer's, and must not end the process.
    sent.on("error", (cause) => {
      const reason = new HttpClientError.TransportError({ request, cause })
      resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
    })
    sent.on("response", (source) => resume(Effect.succeed(new NodeAnswer(request, source, url.href))))
    sent.end()
    return Effect.sync(() => void sent.destroy())
  })
