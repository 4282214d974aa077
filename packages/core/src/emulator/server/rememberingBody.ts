import * as Bytes from "effect/Bytes"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as HttpBody from "effect/http/HttpBody"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import { hideInBody } from "../model/hideSecrets.ts"
import { withBody } from "../requests/withBody.ts"

/** The most bytes of a body that are remembered. */
const most = 4_096

const isForm = (type: string): boolean => /^application\/x-www-form-urlencoded\b/i.test(type)

/** A request, and what has been read of its body so far: the beginning of a text, and of files nothing. */
export interface Remembering {
  readonly request: HttpServerRequest.HttpServerRequest
  readonly bodyRead: () => string | null
}

/** Remembers what is read of a body, while it is read; whoever is refused before that has sent it for nothing. */
export const rememberingBody = (request: HttpServerRequest.HttpServerRequest, url: URL): Remembering => {
  const type = request.headers["content-type"] ?? ""
  if (request.method !== "POST" || !(isForm(type) || /^application\/json\b/i.test(type))) {
    return { request, bodyRead: () => null }
  }
  const pieces: Array<Uint8Array> = []
  let size = 0
  const read = Stream.tap(request.stream, (piece) =>
    Effect.sync(() => {
      if (size < most) pieces.push(piece)
      size += piece.length
    }),
  )
  return {
    request: withBody(request, url, HttpBody.stream(read, type)),
    bodyRead: () => {
      if (size === 0) return null
      const text = new TextDecoder().decode(Bytes.concat(pieces).subarray(0, most))
      return `${hideInBody(text, isForm(type))}${size > most ? "…" : ""}`
    },
  }
}
