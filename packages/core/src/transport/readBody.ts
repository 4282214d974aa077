import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"

/** Why a body could not be had as text. */
export type BodyProblem = "too-large" | "not-utf-8"

const joined = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/**
 * Reads a body to its end as UTF-8, and stops as soon as it has more than `maxBytes`.
 *
 * Of a refusal the status says most: its body may be cut short, or be a gateway's page in another encoding.
 */
export const readBody = Effect.fnUntraced(function* (
  response: HttpClientResponse.HttpClientResponse,
  maxBytes: number,
): Effect.fn.Return<string, HttpClientError.HttpClientError | BodyProblem> {
  const isRefusal = response.status >= 400
  const chunks: Array<Uint8Array> = []
  let size = 0
  yield* Stream.runForEachWhile(response.stream, (chunk) => {
    size += chunk.byteLength
    chunks.push(chunk)
    return Effect.succeed(size <= maxBytes)
  })
  if (size > maxBytes && !isRefusal) return yield* Effect.fail<BodyProblem>("too-large")
  return yield* Effect.try({
    try: () => new TextDecoder("utf-8", { fatal: !isRefusal }).decode(joined(chunks, size)),
    catch: (): BodyProblem => "not-utf-8",
  })
})
