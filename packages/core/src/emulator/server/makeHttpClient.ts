import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { dataCenterOfHost } from "../../domain/hosts.ts"
import { replaceBody } from "../answers/replaceBody.ts"
import { holdingClock } from "../clock/Work.ts"
import { onZohosClock } from "../world/onZohosClock.ts"
import { World } from "../world/World.ts"
import { answerRequest } from "./answerRequest.ts"

/** What a resolver says of a host that is not there; the emulator's network has Zoho's hosts and no others. */
const hostNotFound = (host: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" })

/** Each piece of a body is made while somebody waits for it. */
const whileRead = (response: HttpServerResponse.HttpServerResponse): HttpServerResponse.HttpServerResponse =>
  response.body._tag === "Stream"
    ? replaceBody(response, (bytes) => Stream.transformPull(bytes, (pull) => Effect.succeed(holdingClock(pull))))
    : response

/** Makes a client that is a world: it answers for Zoho's own hosts of every data centre and for no other. */
export const makeHttpClient = (world: World["Service"]): HttpClient.HttpClient =>
  HttpClient.make((request, url) => {
    const broken = (cause: Error) =>
      new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, cause }) })
    return dataCenterOfHost(url.hostname) === undefined
      ? Effect.fail(broken(hostNotFound(url.hostname)))
      : answerRequest.pipe(
          Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromClientRequest(request)),
          Effect.provideService(World, world),
          onZohosClock(world),
          Effect.mapError(broken),
          holdingClock,
          Effect.map((response) => HttpServerResponse.toClientResponse(whileRead(response), { request })),
        )
  })
