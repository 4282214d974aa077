import { Clock, Context, Effect, Layer, Stream } from "effect"
import { HttpBody, HttpClient, HttpClientError, HttpServerRequest, HttpServerResponse } from "effect/http"
import { sampleIds } from "./samples.ts"

/** A request as it reached the wire, and when. */
export interface SentRequest {
  /** Milliseconds of `TestClock`. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The body as text. */
export const bodyText = ({ body }: SentRequest): string => new TextDecoder().decode(body)

/** What the wire does with one request: an answer, at once or later, or a fault of the connection. */
export type Turn = HttpServerResponse.HttpServerResponse | Effect.Effect<HttpServerResponse.HttpServerResponse, Error>

const play = (turn: Turn): Effect.Effect<HttpServerResponse.HttpServerResponse, Error> =>
  HttpServerResponse.isHttpServerResponse(turn) ? Effect.succeed(turn) : turn

const lookedAt = /\/(?:read|write)\/(\d+)$/

/** The same answer about the job that was asked for, where it is a sample of any. */
const aboutJob = (response: HttpServerResponse.HttpServerResponse, asked: string | undefined) => {
  if (asked === undefined || response.body._tag !== "Uint8Array") return response
  const body = Buffer.from(response.body.body).toString("latin1")
  const own = Object.values(sampleIds).reduce((text, id) => text.replace(`"id":"${id}"`, `"id":"${asked}"`), body)
  const { contentType } = response.body
  return body === own
    ? response
    : HttpServerResponse.setBody(response, HttpBody.uint8Array(Buffer.from(own, "latin1"), contentType))
}

/** A wire that follows a script, one turn for each request, and remembers what was sent over it. */
export class ScriptedZoho extends Context.Service<
  ScriptedZoho,
  {
    readonly requests: ReadonlyArray<SentRequest>
  }
>()("@zoho-bulk/test/ScriptedZoho") {
  /** Provides the wire; a request beyond the script's end is a defect, so that the test fails. */
  static readonly layer = (turns: Iterable<Turn>): Layer.Layer<ScriptedZoho | HttpClient.HttpClient> =>
    Layer.effectContext(
      Effect.sync(() => {
        const script = turns[Symbol.iterator]()
        const requests: Array<SentRequest> = []
        let asked: string | undefined
        let isRedirected = false
        const client = HttpClient.make((request, url) =>
          Effect.gen(function* () {
            const at = yield* Clock.currentTimeMillis
            const sent = HttpServerRequest.fromClientRequest(request)
            const body =
              request.body._tag === "Empty"
                ? new Uint8Array()
                : yield* Effect.mapError(
                    Stream.mkUint8Array(sent.stream),
                    (cause) =>
                      new HttpClientError.HttpClientError({
                        reason: new HttpClientError.EncodeError({ request, cause }),
                      }),
                  )
            requests.push({ at, method: request.method, url: url.href, headers: { ...request.headers }, body })
            if (!isRedirected) asked = lookedAt.exec(url.pathname)?.[1] ?? asked
            const turn = script.next()
            if (turn.done === true) return yield* Effect.die(new Error(`Unexpected request: ${request.method} ${url}`))
            const response = yield* Effect.mapError(
              play(turn.value),
              (cause) =>
                new HttpClientError.HttpClientError({
                  reason: new HttpClientError.TransportError({ request, cause }),
                }),
            )
            isRedirected = response.status >= 300 && response.status < 400
            return HttpServerResponse.toClientResponse(aboutJob(response, asked), { request })
          }),
        )
        return Context.make(ScriptedZoho, { requests }).pipe(Context.add(HttpClient.HttpClient, client))
      }),
    )
}

/** Gives the requests sent so far. */
export const sentRequests = Effect.map(ScriptedZoho, ({ requests }) => requests)

/** Gives the times of the requests sent so far, in milliseconds. */
export const sentAt = Effect.map(sentRequests, (requests) => requests.map(({ at }) => at))
