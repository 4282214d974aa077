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
import type { PiecesReader } from "./PiecesReader.ts"
import { webStreamOf } from "./webStreamOf.ts"

/**
 * An answer as a runtime's HTTP returns it.
 *
 * **Example** (One without a body)
 *
 * ```ts
 * import type { GivenAnswer } from "@zoho-bulk/core/runtime"
 *
 * export const nothing: GivenAnswer = {
 *   url: "https://www.zohoapis.com/crm/v8/org",
 *   status: 204,
 *   headers: {},
 *   cookies: () => [],
 *   open: () => ({ read: () => Promise.resolve({ done: true }), cancel: () => Promise.resolve() }),
 * }
 * ```
 *
 * @category models
 */
export interface GivenAnswer {
  /** The URL that answered. */
  readonly url: string
  /** The HTTP status. */
  readonly status: number
  /** The headers, in whatever form the runtime has them. */
  readonly headers: Headers.Input
  /** The `Set-Cookie` headers, one by one. */
  readonly cookies: () => ReadonlyArray<string>
  /** Begins to read the body, unpacked. Call it once. */
  readonly open: (headers: Headers.Headers) => PiecesReader
  /** The same for callers that need the whole body, if that is less work. */
  readonly openWhole?: (headers: Headers.Headers) => PiecesReader
}

/**
 * An answer that is read in pieces. What every call reads of it is available immediately; everything else is made from
 * a web response when it is needed.
 */
class AnswerInPieces extends Inspectable.Class implements HttpClientResponse.HttpClientResponse {
  readonly [HttpIncomingMessage.TypeId]: typeof HttpIncomingMessage.TypeId = HttpIncomingMessage.TypeId
  readonly [HttpClientResponse.TypeId]: typeof HttpClientResponse.TypeId = HttpClientResponse.TypeId
  readonly request: HttpClientRequest.HttpClientRequest
  readonly url: string
  readonly status: number
  readonly headers: Headers.Headers
  readonly remoteAddress = Option.none<string>()
  readonly #given: GivenAnswer
  #response: HttpClientResponse.HttpClientResponse | undefined

  constructor(request: HttpClientRequest.HttpClientRequest, given: GivenAnswer) {
    super()
    this.request = request
    this.url = given.url
    this.status = given.status
    this.headers = Headers.fromInput(given.headers)
    this.#given = given
  }

  /** Reads the body to its end like that of a web response, but without making one. */
  getReader(): PiecesReader {
    const { open, openWhole = open } = this.#given
    return openWhole(this.headers)
  }

  get stream(): Stream.Stream<Uint8Array, HttpClientError.HttpClientError> {
    const broken = (cause: unknown) =>
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.DecodeError({ request: this.request, response: this, cause }),
      })
    return Stream.suspend(() => {
      const reader = this.#given.open(this.headers)
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
      new Response(webStreamOf(this.#given.open(headers)), { headers }),
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
    return Cookies.fromSetCookie(this.#given.cookies())
  }

  toJSON(): unknown {
    return { _id: "effect/http/HttpClientResponse", request: this.request.toJSON(), status: this.status }
  }

  pipe() {
    return pipeArguments(this, arguments)
  }
}

/**
 * Makes a response of an answer that is read in pieces: what every call reads of it is available immediately, and no
 * web stream is made for it.
 *
 * **Example** (An answer in memory)
 *
 * ```ts
 * import { answerInPieces, type PiecesReader } from "@zoho-bulk/core/runtime"
 * import { HttpClientRequest } from "effect/http"
 *
 * const bytesOnce = (bytes: Uint8Array): PiecesReader => {
 *   const left = [bytes]
 *   return {
 *     read: async () => {
 *       const value = left.pop()
 *       return value === undefined ? { done: true } : { done: false, value }
 *     },
 *     cancel: async () => {},
 *   }
 * }
 *
 * const url = "https://www.zohoapis.com/crm/v8/org"
 *
 * export const answer = answerInPieces(HttpClientRequest.get(url), {
 *   url,
 *   status: 200,
 *   headers: { "content-type": "application/json" },
 *   cookies: () => [],
 *   open: () => bytesOnce(new TextEncoder().encode("{}")),
 * })
 * ```
 *
 * @category constructors
 */
export const answerInPieces = (
  request: HttpClientRequest.HttpClientRequest,
  given: GivenAnswer,
): HttpClientResponse.HttpClientResponse => new AnswerInPieces(request, given)
