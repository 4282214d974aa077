import * as http from "node:http"
import * as https from "node:https"
import type * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import { NodeAnswer } from "./NodeAnswer.ts"

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
    const headers = { ...request.headers, "accept-encoding": "gzip, deflate" }
    const sent = begin(url, { agent: through, method: request.method, headers })
    // It stays: what breaks once there is an answer is the answer's, and must not end the process.
    sent.on("error", (cause) => {
      const reason = new HttpClientError.TransportError({ request, cause })
      resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
    })
    sent.once("response", (source) => resume(Effect.succeed(new NodeAnswer(request, source, url.href))))
    sent.end()
    return Effect.sync(() => void sent.destroy())
  })
