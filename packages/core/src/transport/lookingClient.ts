import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"

/** The answer, or why there is none. */
type Answered = Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>

/**
 * Makes a request without a body and without a span, as every look does.
 *
 * **Example** (Looks at one host alone)
 *
 * ```ts
 * import type { Looks, WayToHost } from "@zoho-bulk/core/runtime"
 *
 * export const onlyAt =
 *   (host: string, looks: Looks, send: WayToHost["send"]): Looks =>
 *   (request, url) =>
 *     url.host === host ? looks(request, url) : send(request)
 * ```
 *
 * @category models
 */
export type Looks = (request: HttpClientRequest.HttpClientRequest, url: URL) => Answered

/**
 * A way to a host: one that sends anything, and one for looks, if they have their own.
 *
 * **Example** (The way of any client)
 *
 * ```ts
 * import type { WayToHost } from "@zoho-bulk/core/runtime"
 * import type { HttpClient } from "effect/http"
 *
 * export const wayOf = ({ execute }: HttpClient.HttpClient): WayToHost => ({ send: execute })
 * ```
 *
 * @category models
 */
export interface WayToHost {
  /** Sends any request. */
  readonly send: (request: HttpClientRequest.HttpClientRequest) => Answered
  /** Sends plain requests with less work. */
  readonly looks?: Looks | undefined
}

/** A URL that is not valid is refused by whatever sends, whichever way it goes. */
const nowhere = new URL("http://localhost")

/** Checks whether a request is entirely ours: no body, no span around it, and no user info in its URL. */
const isPlain = (
  fiber: Fiber.Fiber<unknown, unknown>,
  request: HttpClientRequest.HttpClientRequest,
  { password, username }: URL,
): boolean =>
  request.method === "GET" &&
  request.body._tag === "Empty" &&
  username + password === "" &&
  fiber.getRef(HttpClient.TracerDisabledWhen)(request)

/**
 * Makes the client of a runner: plain requests are sent directly, and all others with the features of Effect's client,
 * such as spans, bodies and upgrades.
 *
 * **Example** (One way to every host)
 *
 * ```ts
 * import { lookingClient, type WayToHost } from "@zoho-bulk/core/runtime"
 *
 * export const clientBy = (way: WayToHost) => lookingClient(() => way)
 * ```
 *
 * @category constructors
 */
export const lookingClient = (wayTo: (url: URL) => WayToHost): HttpClient.HttpClient =>
  HttpClient.makeWith<HttpClientError.HttpClientError, never, HttpClientError.HttpClientError, never>(
    Effect.flatMap((request) =>
      Effect.withFiber((fiber) => {
        const url = HttpClientRequest.toUrl(request)
        const { looks, send } = wayTo(Option.getOrElse(url, () => nowhere))
        return looks !== undefined && Option.isSome(url) && isPlain(fiber, request, url.value)
          ? looks(request, url.value)
          : send(request)
      }),
    ),
    Effect.succeed,
  )
