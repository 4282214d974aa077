import { type Duration, Effect, Stream } from "effect"
import { HttpServerResponse } from "effect/http"
import type { Turn } from "./ScriptedZoho.ts"

interface Options {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer with a JSON body. */
export const json = (body: unknown, options: Options = {}): Turn => HttpServerResponse.jsonUnsafe(body, options)

/** An answer with a body of any text, said to be JSON. */
export const text = (body: string, options: Options = {}): Turn =>
  HttpServerResponse.text(body, { ...options, contentType: "application/json" })

/** An answer with a body of any bytes. */
export const bytes = (body: Iterable<number>, options: Options = {}): Turn =>
  HttpServerResponse.uint8Array(Uint8Array.from(body), options)

/** An answer without a body. */
export const empty = (status: number, headers: Readonly<Record<string, string>> = {}): Turn =>
  HttpServerResponse.empty({ status, headers })

/** A page for people, as gateways and sign-in walls send it. */
export const page = (status: number, title: string, headers: Readonly<Record<string, string>> = {}): Turn =>
  HttpServerResponse.text(`<html><head><title>${title}</title></head></html>`, {
    status,
    headers,
    contentType: "text/html",
  })

/** A refusal in Zoho's own form. */
export const refusal = (
  status: number,
  code: string,
  {
    details = {},
    headers = {},
    message = "no",
  }: {
    readonly details?: unknown
    readonly headers?: Readonly<Record<string, string>>
    readonly message?: string
  } = {},
): Turn => json({ code, details, message, status: "error" }, { status, headers })

/** A redirect. */
export const redirect = (location: string, status = 302): Turn => empty(status, { location })

/** A fault of the connection, in a runtime's words. */
export const fault = (message: string, properties: object = {}): Turn =>
  Effect.fail(Object.assign(new Error(message), properties))

/** An answer that begins, and breaks off. */
export const brokenOff = (beginning: string, message: string): Turn =>
  HttpServerResponse.stream(
    Stream.concat(Stream.encodeText(Stream.succeed(beginning)), Stream.fail(new Error(message))),
    { contentType: "application/json" },
  )

/** An answer whose body never ends. */
export const endless = (chunk: string, status = 200): Turn =>
  HttpServerResponse.stream(Stream.encodeText(Stream.forever(Stream.succeed(chunk))), {
    status,
    contentType: "application/json",
  })

/** No answer, ever. */
export const silence: Turn = Effect.never

/** The same, after a while. */
export const after = (duration: Duration.Input, turn: Turn): Turn =>
  Effect.delay(HttpServerResponse.isHttpServerResponse(turn) ? Effect.succeed(turn) : turn, duration)

/** The same turn for every request. */
export function* always(turn: Turn): Generator<Turn> {
  while (true) yield turn
}
