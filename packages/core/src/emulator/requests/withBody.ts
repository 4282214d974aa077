import * as Option from "effect/Option"
import type * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as UrlParams from "effect/http/UrlParams"

/** The same request with another body; in process requests are made so as well, and it can be read in every way. */
export const withBody = (
  request: HttpServerRequest.HttpServerRequest,
  url: URL,
  body: HttpBody.HttpBody,
): HttpServerRequest.HttpServerRequest =>
  HttpServerRequest.fromClientRequest(
    HttpClientRequest.makeWith(request.method, url.href, UrlParams.empty, Option.none(), request.headers, body),
  )
