import * as Effect from "effect/Effect"
import * as HttpClientError from "effect/http/HttpClientError"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"

/** Why a body could not be had as text. */
export type BodyProblem = "too-large" | "not-utf-8"

/** Takes bytes as they come, as UTF-8, and says when there are more than `maxBytes`. A lenient reader keeps what it has. */
const textReader = (maxBytes: number, isLenient: boolean) => {
  const decoder = new TextDecoder("utf-8", { fatal: !isLenient })
  let [size, text] = [0, ""]
  /** Takes a piece, and tells whether there may be more; without one, it was the last. */
  const take = (chunk?: Uint8Array): boolean => {
    text += decoder.decode(chunk, { stream: chunk !== undefined })
    size += chunk?.byteLength ?? 0
    return size <= maxBytes
  }
  const end = (): Effect.Effect<string, BodyProblem> => {
    if (size > maxBytes && !isLenient) return Effect.fail("too-large")
    take()
    return Effect.succeed(text)
  }
  return { take, end }
}

const orNotUtf8 = <A>(read: () => A): Effect.Effect<A, BodyProblem> =>
  Effect.try({ try: read, catch: (): BodyProblem => "not-utf-8" })

/** Reads bytes to their end as UTF-8, and stops as soon as there are more than `maxBytes`. A lenient reader keeps what it has. */
export const readText = <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  maxBytes: number,
  isLenient = false,
): Effect.Effect<string, E | BodyProblem> =>
  Effect.suspend(() => {
    const { end, take } = textReader(maxBytes, isLenient)
    return Effect.andThen(
      Stream.runForEachWhile(bytes, (chunk) => orNotUtf8(() => take(chunk))),
      Effect.flatten(orNotUtf8(end)),
    )
  })

type Read = Effect.Effect<string, HttpClientError.HttpClientError | BodyProblem>

/** Reads the body of a web response in the same way, without a stream of ours between: it is what every call does. */
const readWeb = (
  response: HttpClientResponse.HttpClientResponse,
  body: ReadableStream<Uint8Array>,
  maxBytes: number,
  isLenient: boolean,
): Read =>
  Effect.callback((resume) => {
    const { end, take } = textReader(maxBytes, isLenient)
    const reader = body.getReader()
    const letGo = (): void => void reader.cancel().catch(() => {})
    const stop = (read: Read): void => {
      letGo()
      resume(read)
    }
    const next = ({ done, value }: ReadableStreamReadResult<Uint8Array>): void => {
      try {
        if (done) return resume(end())
        if (!take(value)) return stop(end())
      } catch {
        return stop(Effect.fail("not-utf-8"))
      }
      read()
    }
    const broken = (cause: unknown): void => {
      const { request } = response
      const reason = new HttpClientError.DecodeError({ request, response, cause })
      resume(Effect.fail(new HttpClientError.HttpClientError({ reason })))
    }
    const read = (): void => void reader.read().then(next, broken)
    read()
    return Effect.sync(letGo)
  })

/**
 * Reads the body of an answer. Of a refusal the status says most: its body may be cut short, or be a gateway's page in
 * another encoding.
 */
export const readBody = (response: HttpClientResponse.HttpClientResponse, maxBytes: number): Read => {
  const isLenient = response.status >= 400
  const web = HttpClientResponse.toWeb(response)
  if (web._tag === "Some") {
    const { body } = web.value
    return body === null ? Effect.succeed("") : readWeb(response, body, maxBytes, isLenient)
  }
  return Effect.catch(readText(response.stream, maxBytes, isLenient), (problem) =>
    typeof problem !== "string" && problem.reason._tag === "EmptyBodyError" ? Effect.succeed("") : Effect.fail(problem),
  )
}
