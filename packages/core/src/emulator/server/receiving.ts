import { number } from "../../domain/amount.ts"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import { serviceRefusal } from "../answers/emitters.ts"
import { originOf } from "../requests/origin.ts"
import { routesOf } from "../requests/route.ts"
import { withBody } from "../requests/withBody.ts"
import { World } from "../world/World.ts"
import { fileTooLarge } from "../writeJobs/uploadFile.ts"

/** Why no more of a body is read. */
type Excess = "too large" | "too slow"

const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** The most that a body may have, in bytes: a form is small, an order is long at most, and a file is the largest that may be uploaded, in its form. */
const largestBody = (path: string, uploadLimit: number): number => {
  const hosts = routesOf(path).map(({ operation }) => operation.host)
  if (hosts.includes("upload")) return uploadLimit + mebibyte
  return hosts.includes("api") ? 4 * mebibyte : 64 * kibibyte
}

/** How long a body may take in all; from this machine, the largest takes a second. */
const longestBody = Duration.minutes(1)

/** No clock that is moved is looked at: time does not pass by that for who sends. */
const monotonicMillis = Effect.flatMap(Clock.Clock, ({ monotonicTimeNanos }) =>
  Effect.map(monotonicTimeNanos, (nanos) => Number(nanos / 1_000_000n)),
)

/** Reads bytes as they are asked for, until there are too many of them or they take too long. */
const within =
  (largest: number, stop: (excess: Excess) => Effect.Effect<never>) =>
  <E>(bytes: Stream.Stream<Uint8Array, E>): Stream.Stream<Uint8Array, E> =>
    Stream.transformPull(bytes, (pull) =>
      Effect.gen(function* () {
        const end = (yield* monotonicMillis) + Duration.toMillis(longestBody)
        let size = 0
        return Effect.gen(function* () {
          const left = end - (yield* monotonicMillis)
          const pieces = yield* Effect.timeoutOrElse(pull, { duration: left, orElse: () => stop("too slow") })
          for (const { byteLength } of pieces) size += byteLength
          return size > largest ? yield* stop("too large") : pieces
        })
      }),
    )

/** Whoever still sends is not listened to any more. */
const refuse = (status: number, text: string) =>
  HttpServerResponse.text(`${text}\n`, { status, headers: { connection: "close" } })

const answerTo = (excess: Excess, largest: number, path: string) => {
  if (excess === "too slow") return Effect.succeed(refuse(408, "The body took longer than a minute."))
  if (!routesOf(path).some(({ operation }) => operation.host === "upload")) {
    return Effect.succeed(refuse(413, `The body has more than ${number(largest)} bytes.`))
  }
  return fileTooLarge.pipe(
    Effect.catch(serviceRefusal),
    Effect.map((response) => HttpServerResponse.setHeader(response, "connection", "close")),
  )
}

/**
 * Limits every body that an app reads, in size and in time, however it reads it: a body beyond the limits gets the
 * answer of the limit, whatever the app would have done.
 */
export const receiving = <E, R>(app: Effect.Effect<HttpServerResponse.HttpServerResponse, E, R>) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { settings } = yield* World
    const url = originOf(request)?.url
    if (url === undefined || request.method === "GET" || request.method === "HEAD") return yield* app
    const largest = largestBody(url.pathname, settings.uploadLimit)
    const exceeded = yield* Deferred.make<Excess>()
    const bytes = within(largest, (excess) => Effect.andThen(Deferred.succeed(exceeded, excess), Effect.never))
    const bounded = withBody(request, url, HttpBody.stream(bytes(request.stream), request.headers["content-type"]))
    const answered = Effect.raceFirst(
      Effect.provideService(app, HttpServerRequest.HttpServerRequest, bounded),
      Effect.flatMap(Deferred.await(exceeded), (excess) => answerTo(excess, largest, url.pathname)),
    )
    // Servers let nothing interrupt an app; but one that closes shall not wait for whoever still sends.
    return yield* Effect.interruptible(answered)
  })
