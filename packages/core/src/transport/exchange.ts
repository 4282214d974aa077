import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../settings/Limits.ts"
import type { SendFailure } from "../failure/CallFailure.ts"
import { HostNotPermitted, HostNotTrusted, NoAnswer, UnreadableAnswer } from "../failure/Unreached.ts"
import type { RequestContext } from "../failure/RequestContext.ts"
import { addressIn } from "./addressIn.ts"
import type { OutgoingRequest } from "./OutgoingRequest.ts"
import { transportFault } from "./transportFault.ts"
import { isTrusted } from "../settings/TrustedHosts.ts"

/** Puts what broke on the way into words that are the same on every runtime. */
export const fromTransport = (context: RequestContext, error: unknown): NoAnswer | HostNotPermitted => {
  const { reason, words, ...facts } = transportFault(error)
  return reason === "not permitted"
    ? new HostNotPermitted({ request: context })
    : new NoAnswer({ request: context, reason, cause: words, ...facts })
}

/** Where a redirect leads; `undefined` for every other answer, and for a redirect that leads nowhere. */
const redirectOf = (response: HttpClientResponse.HttpClientResponse, from: URL): URL | undefined => {
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status)
  const location = isRedirect ? response.headers["location"] : undefined
  return location === undefined ? undefined : addressIn(location, from)
}

/** Scheme and host of an address; of one without a host, such as `data:`, the scheme. */
const shownOrigin = (url: URL): string => (url.origin === "null" ? url.protocol : url.origin)

/** Lets go of an answer whose body nobody will read: its first piece, if that is there already, is all that is taken. */
export const abandon = (response: HttpClientResponse.HttpClientResponse): Effect.Effect<void> =>
  Effect.ignore(
    Effect.raceFirst(
      Stream.runForEachWhile(response.stream, () => Effect.succeed(false)),
      Effect.void,
    ),
  )

/**
 * What a header may contain: words with a blank between them. A runtime's complaint about anything else would show it,
 * and it may be the token.
 */
const sendable = /^[!-~]+( [!-~]+)*$/

/**
 * Sends to a trusted host and follows redirects of a GET to trusted hosts, each checked before anything is sent there.
 *
 * Fetch-based clients are told not to follow redirects themselves, and no client adds trace headers.
 */
export const exchange = Effect.fnUntraced(
  function* (
    request: OutgoingRequest,
  ): Effect.fn.Return<HttpClientResponse.HttpClientResponse, SendFailure, HttpClient.HttpClient> {
    const { body, context, headers, method, trusted } = request
    for (const [name, value] of Object.entries(headers)) {
      if (!sendable.test(value)) return yield* Effect.die(new Error(`The header ${name} is empty or has a line break`))
    }
    const { maxRedirects } = yield* CurrentLimits
    const client = yield* HttpClient.HttpClient
    let url = request.url
    for (let redirects = 0; ; redirects++) {
      if (!isTrusted(trusted, url)) {
        return yield* new HostNotTrusted({ request: context, origin: shownOrigin(url), trustedHosts: trusted.origins })
      }
      const outgoing = HttpClientRequest.make(method)(url, { headers, body: body?.http })
      const response = yield* client.execute(outgoing).pipe(
        // A client that filters by status fails with the very answer, which is as good as any.
        Effect.catch((error) =>
          error.reason._tag === "StatusCodeError"
            ? Effect.succeed(error.reason.response)
            : Effect.fail(fromTransport(context, error)),
        ),
      )
      const next = method === "GET" ? redirectOf(response, url) : undefined
      if (next === undefined) return response
      yield* abandon(response)
      if (redirects === maxRedirects) {
        const problem = `it redirects more than ${maxRedirects} times`
        return yield* new UnreadableAnswer({ request: context, httpStatus: response.status, problem })
      }
      url = next
    }
  },
  Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" }),
  Effect.provideService(HttpClient.TracerDisabledWhen, () => true),
)
