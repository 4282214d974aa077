import * as Effect from "effect/Effect"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"

/** Why a body could not be had as text. */
export type BodyProblem = "too-large" | "not-utf-8"

/** Reads bytes to their end as UTF-8, and stops as soon as there are more than `maxBytes`. A lenient reader keeps what it has. */
export const readText = Effect.fnUntraced(function* <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  maxBytes: number,
  isLenient = false,
): Effect.fn.Return<string, E | BodyProblem> {
  const decoder = new TextDecoder("utf-8", { fatal: !isLenient })
  let [size, text] = [0, ""]
  const take = (chunk?: Uint8Array) =>
    Effect.try({
      try: () => {
        text += decoder.decode(chunk, { stream: chunk !== undefined })
        size += chunk?.byteLength ?? 0
        return size <= maxBytes
      },
      catch: (): BodyProblem => "not-utf-8",
    })
  yield* Stream.runForEachWhile(bytes, take)
  if (size > maxBytes && !isLenient) return yield* Effect.fail<BodyProblem>("too-large")
  yield* take()
  return text
})

/**
 * Reads the body of an answer. Of a refusal the status says most: its body may be cut short, or be a gateway's page in
 * another encoding.
 */
export const readBody = (
  { status, stream }: HttpClientResponse.HttpClientResponse,
  maxBytes: number,
): Effect.Effect<string, HttpClientError.HttpClientError | BodyProblem> =>
  readText(stream, maxBytes, status >= 400).pipe(
    Effect.catch((problem) =>
      typeof problem !== "string" && problem.reason._tag === "EmptyBodyError"
        ? Effect.succeed("")
        : Effect.fail(problem),
    ),
  )
