import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { dataCenterOfHost } from "../../domain/hosts.ts"
import { makeWorldUnsafe, World } from "../world/World.ts"
import { answerRequest } from "./answerRequest.ts"

/** What a resolver says of a host that is not there; the emulator's network has Zoho's hosts and no others. */
const hostNotFound = (host: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" })

/** Makes a client that is a world: it answers for Zoho's own hosts of every data centre and for no other. */
export const httpClientOf = (world: World["Service"]): HttpClient.HttpClient =>
  HttpClient.make((request, url) => {
    const broken = (cause: Error) =>
      new HttpClientError.HttpClientError({ reason: new HttpClientError.TransportError({ request, cause }) })
    return dataCenterOfHost(url.hostname) === undefined
      ? Effect.fail(broken(hostNotFound(url.hostname)))
      : answerRequest.pipe(
          Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromClientRequest(request)),
          Effect.provideService(World, world),
          Effect.map((response) => HttpServerResponse.toClientResponse(response, { request })),
          Effect.mapError(broken),
        )
  })

/**
 * Provides an `HttpClient` that is the emulator itself: in this process, in the caller's fiber, under its clock.
 *
 * It answers for Zoho's own hosts of every data centre and for no other. Each time it is built it is another world, as it
 * is without options; `Emulator.layerHttpClient` takes some.
 *
 * **Example** (A program against the emulator)
 *
 * ```ts
 * import { AccessToken, getJobDetails, ZohoConnection } from "@zoho-bulk/core"
 * import { layerEmulatorHttpClient } from "@zoho-bulk/core/emulator"
 * import { Effect, Layer, Redacted } from "effect"
 *
 * const emulated = ZohoConnection.layer().pipe(
 *   Layer.provide(AccessToken.layerStatic(Redacted.make("emulator"))),
 *   Layer.provide(layerEmulatorHttpClient),
 * )
 *
 * export const job = getJobDetails({ id: "4150868000005376042" }).pipe(Effect.provide(emulated))
 * ```
 *
 * @category testing
 */
export const layerEmulatorHttpClient: Layer.Layer<HttpClient.HttpClient> = Layer.effect(
  HttpClient.HttpClient,
  Effect.sync(() => httpClientOf(makeWorldUnsafe())),
)
