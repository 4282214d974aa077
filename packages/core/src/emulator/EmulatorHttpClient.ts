import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import { dataCenterOfHost } from "../domain/DataCenter.ts"
import { emulatorApp } from "./app.ts"

/** What a resolver says of a host that is not there; the emulator's network has Zoho's hosts and no others. */
const hostNotFound = (host: string): Error =>
  Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" })

/**
 * Provides an `HttpClient` that is the emulator itself: in this process, in the caller's fiber, under its clock.
 *
 * It answers for Zoho's own hosts of every data centre and for no other.
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
export const layerEmulatorHttpClient: Layer.Layer<HttpClient.HttpClient> = Layer.succeed(
  HttpClient.HttpClient,
  HttpClient.make((request, url) =>
    dataCenterOfHost(url.hostname) === undefined
      ? Effect.fail(
          new HttpClientError.HttpClientError({
            reason: new HttpClientError.TransportError({ request, cause: hostNotFound(url.hostname) }),
          }),
        )
      : emulatorApp.pipe(
          Effect.provideService(HttpServerRequest.HttpServerRequest, HttpServerRequest.fromClientRequest(request)),
          Effect.map((response) => HttpServerResponse.toClientResponse(response, { request })),
        ),
  ),
)
