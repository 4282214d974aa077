import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Cookies from "effect/http/Cookies"
import * as Headers from "effect/http/Headers"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import * as Inspectable from "effect/Inspectable"
import * as Option from "effect/Option"
import { pipeArguments } from "effect/Pipeable"
import * as Stream from "effect/Stream"
import type { Dispatcher } from "undici"
import type { Pieces } from "./makePieces.ts"
import { unpackerOf } from "./unpackerOf.ts"

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>

type Given = Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]

const webStreamOf = (pieces: Pieces): Bytes =>
  new ReadableStream(
    {
      pull: async (controller) => {
        const { done, value } = await pieces.read()
        if (done) controller.close()
        else controller.enqueue(value as Uint8Array<ArrayBuffer>)
      },
      cancel: pieces.cancel,
    },
    { highWaterMark: 0 },
  )

/** An answer of undici, unpacked. What every call reads of it is there at once; all else is made of a web response, once it is asked for. */
export class UndiciAnswer extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly url: string
  readonly status: number
  readonly headers: Headers.Headers
  readonly remoteAddress = Option.none<string>()
  readonly #given: Given
  readonly #pieces: Pieces
  #response: HttpClientResponse.HttpClientResponse | undefined

  constructor(
    request: HttpClientRequest.HttpClientRequest,
    url: string,
    { headers, pieces, status }: { readonly status: number; readonly headers: Given; readonly pieces: Pieces },
  ) {
    super()
    this.request = request
    this.url = url
    this.status = status
    this.headers = Headers.fromInput(headers)
    this.#given = headers
    this.#pieces = pieces
  }

  /** Reads the body like that of a web response, and without making one. */
  getReader(): Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel"> {
    const unpack = unpackerOf({ status: this.status, header: (name) => this.headers[name] })
    return unpack === undefined ? this.#pieces : unpack(webStreamOf(this.#pieces)).getReader()
  }

  get stream(): Stream.Stream<Uint8Array, HttpClientError.HttpClientError> {
    const broken = (cause: unknown) =>
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.DecodeError({ request: this.request, response: this, cause }),
      })
    return Stream.suspend(() => {
      const reader = this.getReader()
      const next = Effect.flatMap(Effect.tryPromise({ try: () => reader.read(), catch: broken }), ({ done, value }) =>
        done ? Cause.done() : Effect.succeed(Arr.of(value)),
      )
      return Stream.ensuring(
        Stream.fromPull(Effect.succeed(next)),
        Effect.sync(() => void reader.cancel().catch(() => {})),
      )
    })
  }

  get #web(): HttpClientResponse.HttpClientResponse {
    const { headers, request } = this
    return (this.#response ??= HttpClientResponse.fromWeb(
      request,
      new Response(Stream.toReadableStream(this.stream) as Bytes, { headers }),
    ))
  }

  get text() {
    return this.#web.text
  }

  get json() {
    return this.#web.json
  }

  get arrayBuffer() {
    return this.#web.arrayBuffer
  }

  get urlParamsBody() {
    return this.#web.urlParamsBody
  }

  get formData() {
    return this.#web.formData
  }

  get upgrade() {
    return this.#web.upgrade
  }

  get cookies(): Cookies.Cookies {
    return Cookies.fromSetCookie(this.#given["set-cookie"] ?? [])
  }

  toJSON(): unknown {
    return { _id: "effect/http/HttpClientResponse", request: this.request.toJSON(), status: this.status }
  }

  pipe() {
    return pipeArguments(this, arguments)
  }
}
