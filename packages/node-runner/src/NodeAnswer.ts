import type * as Http from "node:http"
import { pipeline, Readable } from "node:stream"
import { NodeHttpIncomingMessage } from "@effect/platform-node/NodeHttpIncomingMessage"
import * as Effect from "effect/Effect"
import * as Cookies from "effect/http/Cookies"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import { pipeArguments } from "effect/Pipeable"
import { piecesOf } from "./piecesOf.ts"
import { unpackingStreamOf } from "./unpackerOf.ts"

/** An answer of `node:http`, unpacked. */
export class NodeAnswer
  extends NodeHttpIncomingMessage<HttpClientError.HttpClientError>
  implements HttpClientResponse.HttpClientResponse
{
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly url: string
  readonly status: number
  readonly #body: Readable

  constructor(request: HttpClientRequest.HttpClientRequest, source: Http.IncomingMessage, url: string) {
    super(
      source,
      (cause) =>
        new HttpClientError.HttpClientError({
          reason: new HttpClientError.DecodeError({ request, response: this, cause }),
        }),
    )
    this.request = request
    this.url = url
    this.status = source.statusCode ?? 0
    const { "content-encoding": encoding, "content-length": length } = source.headers
    const header = (name: "content-encoding" | "content-length") => (name === "content-length" ? length : encoding)
    const unpacking = unpackingStreamOf({ status: this.status, header })
    // A broken part breaks what unpacks it, and with it whoever reads there.
    this.#body = unpacking === undefined ? source : pipeline(source, unpacking, () => {})
  }

  protected override get bodySource(): Readable {
    return this.#body
  }

  /** Reads the body like that of a web response, and without making one. */
  getReader() {
    return piecesOf(this.#body)
  }

  get cookies(): Cookies.Cookies {
    return Cookies.fromSetCookie(this.source.headers["set-cookie"] ?? [])
  }

  get formData() {
    const { headers, status } = this
    return Effect.tryPromise({
      try: () => new Response(Readable.toWeb(this.#body) as ReadableStream, { status, headers }).formData(),
      catch: this.onError,
    })
  }

  get upgrade(): Effect.Effect<never, HttpClientError.HttpClientError> {
    const { request } = this
    const description = "a connection that is kept is not handed over"
    const reason = new HttpClientError.StatusCodeError({ request, response: this, description })
    return Effect.fail(new HttpClientError.HttpClientError({ reason }))
  }

  toJSON(): unknown {
    return { _id: "effect/http/HttpClientResponse", request: this.request.toJSON(), status: this.status }
  }

  pipe() {
    return pipeArguments(this, arguments)
  }
}
