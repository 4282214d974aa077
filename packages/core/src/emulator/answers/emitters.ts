import * as Context from "effect/Context"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import type { Refusal } from "../model/Refusal.ts"
import { formatTime } from "../model/times.ts"

const date = Effect.map(DateTime.now, (now) => ({ date: DateTime.toDateUtc(now).toUTCString() }))

/** When the token that a request came with expires; nothing is known of a token that never does. */
export const TokenExpiry = Context.Reference<number | undefined>("@zoho-bulk/core/emulator/TokenExpiry", {
  defaultValue: () => undefined,
})

/** When the token expires: the next full hour where it never does, which is less than an hour ahead, as recorded. */
const accessTokenReset = Effect.gen(function* () {
  const nextHour = DateTime.add(DateTime.startOf(yield* DateTime.now, "hour"), { hours: 1 })
  const expiry = yield* TokenExpiry
  return { "x-accesstoken-reset": formatTime(expiry ?? DateTime.toEpochMillis(nextHour)) }
})

const common = { server: "ZGS", "x-content-type-options": "nosniff" }

const neverCached = {
  "referrer-policy": "strict-origin",
  "x-xss-protection": "1; mode=block",
  pragma: "no-cache",
  "cache-control": "no-cache",
  expires: "Thu, 01 Jan 1970 00:00:00 GMT",
  "x-frame-options": "SAMEORIGIN",
}

/** Router and gate send their refusals whole, with a length and a line break at the end. */
const sendWhole = (refusal: Refusal, headers: Record<string, string>) =>
  Effect.map(date, (dated) => {
    const { code, details, message, status } = refusal
    const body = `${JSON.stringify({ code, details: details ?? {}, message, status: "error" })}\n`
    return HttpServerResponse.text(body, {
      status,
      contentType: "application/json;charset=utf-8",
      headers: { ...common, ...dated, "x-download-options": "noopen", ...headers },
    })
  })

/** What Zoho's router answers, which knows paths and methods and never looks at a token. */
export const routerRefusal = (refusal: Refusal) => sendWhole(refusal, { "x-frame-options": "deny" })

/** What Zoho's gate answers, which looks at tokens and scopes. */
export const gateRefusal = (refusal: Refusal) => sendWhole(refusal, neverCached)

const gzip = (text: string): Stream.Stream<Uint8Array> =>
  Stream.fromReadableStream({
    evaluate: () => new Blob([text]).stream().pipeThrough(new CompressionStream("gzip")),
    onError: (cause) => cause,
  }).pipe(Stream.orDie)

/** What the bulk service answers: in chunks, packed when asked for, with the token's expiry. */
const serviceAnswer = Effect.fnUntraced(function* (status: number, body: Schema.Json, headers: Record<string, string>) {
  const request = yield* HttpServerRequest.HttpServerRequest
  const text = JSON.stringify(body)
  const isPacked = /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")
  const stream = isPacked ? gzip(text) : Stream.encodeText(Stream.succeed(text))
  return HttpServerResponse.stream(stream, {
    status,
    contentType: "application/json",
    headers: {
      ...common,
      ...(yield* date),
      ...neverCached,
      ...(yield* accessTokenReset),
      vary: "accept-encoding",
      ...(isPacked ? { "content-encoding": "gzip" } : {}),
      ...headers,
    },
  })
})

const secure = { "strict-transport-security": "max-age=63072000" }

/** A 200 of the bulk service, or a 201 where a job was created. */
export const serviceSuccess = (body: Schema.Json, status = 200) => serviceAnswer(status, body, secure)

/** An answer without content: there is nothing of the kind, or nothing new. */
export const serviceNothing = (status = 204) =>
  Effect.gen(function* () {
    return HttpServerResponse.empty({
      status,
      headers: { ...common, ...(yield* date), ...neverCached, ...(yield* accessTokenReset), ...secure },
    })
  })

/** A file of the bulk service, in pieces as it is made. */
export const serviceFile = Effect.fnUntraced(function* <E>(content: Stream.Stream<Uint8Array, E>, name: string) {
  return HttpServerResponse.stream(content, {
    status: 200,
    contentType: "application/zip",
    headers: {
      ...common,
      ...(yield* date),
      ...neverCached,
      ...(yield* accessTokenReset),
      ...secure,
      "content-disposition": `attachment; filename="${name}"`,
    },
  })
})

/** A refusal by the bulk service, its keys in that service's order. */
export const serviceRefusal = ({ code, details, isWrapped = false, message, status }: Refusal) => {
  const error = { status: "error", code, message, details: details ?? {} }
  return serviceAnswer(status, isWrapped ? { data: [error] } : error, {})
}
