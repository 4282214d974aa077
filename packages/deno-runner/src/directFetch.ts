import { piecesOf, webStreamOf } from "@zoho-bulk/core/runtime"
import * as http from "node:http"
import * as https from "node:https"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

const sendBody = async (request: http.ClientRequest, body: BodyInit | null | undefined): Promise<void> => {
  if (body === null || body === undefined) return void request.end()
  const bytes = new Response(body).body as Bytes
  await pipeline(Readable.fromWeb(bytes as Parameters<typeof Readable.fromWeb>[0]), request)
}

const headersOf = (answer: http.IncomingMessage): Headers => {
  const headers = new Headers()
  for (const [name, values] of Object.entries(answer.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  return headers
}

const isBodiless = (status: number): boolean => status === 204 || status === 205 || status === 304

const toResponse = (answer: http.IncomingMessage): Response => {
  const status = answer.statusCode ?? 200
  const init = { status, headers: headersOf(answer) }
  if (isBodiless(status)) return new Response(null, init)
  // `Readable.toWeb` brings the whole process down where somebody lets go of an answer that goes on.
  return new Response(webStreamOf(piecesOf(answer)), init)
}

/**
 * How a host is reached by ourselves, on a connection for each request: on one that was used before, Deno sends again by itself what broke off. Where
 * `NODE_USE_ENV_PROXY` is set, every other agent, and none at all, would ask the proxy of the variables.
 */
const direct = { keepAlive: false, proxyEnv: {} }

/**
 * Fetches from the host itself, which Deno's own fetch does not: it looks at proxy variables even for this machine, without asking whether it may read
 * them. The body comes as it is, packed or not.
 */
export const directFetch = (url: URL, { body, headers, method, signal }: RequestInit): Promise<Response> =>
  new Promise((resolve, reject) => {
    const { Agent, request: begin } = url.protocol === "https:" ? https : http
    const options = {
      method: method ?? "GET",
      agent: new Agent(direct),
      headers: Object.fromEntries(new Headers(headers)),
      ...(signal ? { signal } : {}),
    }
    const request = begin(url, options, (answer) => resolve(toResponse(answer)))
    request.on("error", reject)
    sendBody(request, body).catch(reject)
  })
