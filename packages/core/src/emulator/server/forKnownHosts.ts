import * as Effect from "effect/Effect"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { dataCenterOfHost, isLoopback } from "../../domain/hosts.ts"
import { originOf } from "../requests/origin.ts"

const misdirected = HttpServerResponse.text(
  "The emulator answers to 127.0.0.1, localhost and [::1], and to Zoho's own hosts. To serve it under another name, add that name to the option hostNames.\n",
  { status: 421, headers: { "x-content-type-options": "nosniff" } },
)

/** Checks whether a host, with or without a port, is one that this app answers for. */
const isKnown = (host: string, hostNames: ReadonlyArray<string>): boolean => {
  if (!URL.canParse(`http://${host}`)) return false
  const url = new URL(`http://${host}`)
  return isLoopback(url) || dataCenterOfHost(url.hostname) !== undefined || hostNames.includes(url.hostname)
}

/**
 * Lets an app answer only for its own names: a page whose own name resolves to this machine sends that name, and the
 * browser would treat it as same-origin. The port may differ, because it may be forwarded.
 */
export const forKnownHosts = <E, R>(
  app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>,
  hostNames: ReadonlyArray<string>,
): Effect.Effect<HttpServerResponse.HttpServerResponse, E, R | HttpServerRequest.HttpServerRequest> =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const asked = [originOf(request)?.url.host, request.headers.host].filter((host) => host !== undefined)
    const isForUs = asked.every((host) => isKnown(host, hostNames))
    return isForUs ? yield* app : misdirected
  })
