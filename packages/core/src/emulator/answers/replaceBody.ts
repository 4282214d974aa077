import * as Stream from "effect/Stream"
import * as HttpServerResponse from "effect/http/HttpServerResponse"

type Bytes = Stream.Stream<Uint8Array, unknown>

const bytesOf = ({ body }: HttpServerResponse.HttpServerResponse): Bytes =>
  body._tag === "Stream" ? body.stream : body._tag === "Uint8Array" ? Stream.succeed(body.body) : Stream.empty

/** Replaces a body by what is made of it, its length unsaid: it comes in chunks. */
export const replaceBody = (
  response: HttpServerResponse.HttpServerResponse,
  change: (bytes: Bytes) => Bytes,
): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.stream(change(bytesOf(response)), {
    status: response.status,
    headers: Object.fromEntries(Object.entries(response.headers).filter(([name]) => name !== "content-length")),
  })
