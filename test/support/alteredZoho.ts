import { ZohoConnection } from "@zoho-bulk/core"
import { layerAccessToken } from "@zoho-bulk/core/Auth"
import * as Emulator from "@zoho-bulk/core/emulator"
import { Bytes, Effect, Layer, Redacted, Stream } from "effect"
import * as Zip from "effect/encoding/Zip"
import { HttpClient, type HttpClientRequest, HttpServerResponse } from "effect/http"

import type { Turn } from "./ScriptedZoho.ts"

/** What answers in the emulator's place; where it gives nothing, the emulator does. */
export type InItsPlace = (request: HttpClientRequest.HttpClientRequest, url: URL) => Effect.Effect<Turn | undefined>

const played = (turn: Turn): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
  HttpServerResponse.isHttpServerResponse(turn) ? Effect.succeed(turn) : Effect.orDie(turn)

/** A connection to the emulator, some of whose answers are others. */
export const alteredZoho = (inItsPlace: InItsPlace, options: Emulator.EmulatorOptions = {}) => {
  const altered = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(HttpClient.HttpClient, (zoho) =>
      HttpClient.make((request, url) =>
        Effect.flatMap(inItsPlace(request, url), (answer) =>
          answer === undefined
            ? zoho.execute(request)
            : Effect.map(played(answer), (response) => HttpServerResponse.toClientResponse(response, { request })),
        ),
      ),
    ),
  )
  return ZohoConnection.layer().pipe(
    Layer.provide(layerAccessToken(Redacted.make("emulator"))),
    Layer.provide(altered),
    Layer.provideMerge(Emulator.layerHttpClient({ jobDuration: 0, ...options })),
  )
}

/** The archive of a result with this text in it. */
export const resultOf = (text: string): Effect.Effect<HttpServerResponse.HttpServerResponse> =>
  Stream.succeed(Zip.file("result.csv", text)).pipe(
    Stream.pipeThroughChannelOrFail(Zip.encode()),
    Stream.runCollect,
    Effect.map((pieces) => HttpServerResponse.uint8Array(Bytes.concat(pieces), { contentType: "application/zip" })),
    Effect.orDie,
  )

/** Tells of a request what it is: an upload, an order, a look at a job, or a download. */
export const kindOf = (
  { method }: HttpClientRequest.HttpClientRequest,
  { hostname, pathname }: URL,
): "upload" | "order" | "look" | "download" | undefined => {
  if (pathname.endsWith("/upload")) return "upload"
  if (hostname.startsWith("download")) return "download"
  if (method === "POST" && pathname.endsWith("/write")) return "order"
  return /\/write\/\d+$/.test(pathname) ? "look" : undefined
}
