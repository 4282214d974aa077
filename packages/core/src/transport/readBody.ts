import * as Effect from "effect/Effect"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"
import type { BodyPiece, PiecesReader } from "./PiecesReader.ts"

/** Why a body could not be had as text. */
export type BodyProblem = "too-large" | "not-utf-8"

/** Takes bytes as they come, as UTF-8. A lenient reader keeps what it has. */
const textReader = (maxBytes: number, isLenient: boolean) => {
  const decoder = new TextDecoder("utf-8", { fatal: !isLenient })
  let size = 0
  let text = ""
  let isBroken = false
  /** Accepts a piece, and returns whether another would be accepted; without one, it was the last. */
  const take = (chunk?: Uint8Array): boolean => {
    try {
      text += decoder.decode(chunk, { stream: chunk !== undefined })
      size += chunk?.byteLength ?? 0
    } catch {
      isBroken = true
    }
    return !isBroken && size <= maxBytes
  }
  const end = (): Effect.Effect<string, BodyProblem> => {
    if (size > maxBytes && !isLenient) return Effect.fail("too-large")
    take()
    return isBroken ? Effect.fail("not-utf-8") : Effect.succeed(text)
  }
  return { take, end }
}

/** Reads bytes to their end as UTF-8, and stops as soon as there are more than `maxBytes`. A lenient reader keeps what it has. */
export const readText = <E>(
  bytes: Stream.Stream<Uint8Array, E>,
  maxBytes: number,
  isLenient = false,
): Effect.Effect<string, E | BodyProblem> =>
  Effect.suspend(() => {
    const { end, take } = textReader(maxBytes, isLenient)
    return Effect.andThen(
      Stream.runForEachWhile(bytes, (chunk) => Effect.succeed(take(chunk))),
      Effect.suspend(end),
    )
  })

/** Fails with what broke, unless it is a problem of the body itself. */
type Read = Effect.Effect<string, object | BodyProblem>

/** What is read as a web stream is: the body of a web response, or an answer of the client of a runner. */
interface ReadInPieces {
  readonly getReader: () => PiecesReader
}

const isReadInPieces = (response: object): response is ReadInPieces => "getReader" in response

/** Reads it in the same way, without a stream of ours between: it is what every call does. */
const readWeb = (body: ReadInPieces, maxBytes: number, isLenient: boolean): Read =>
  Effect.callback((resume) => {
    const { end, take } = textReader(maxBytes, isLenient)
    const reader = body.getReader()
    const letGo = (): void => void reader.cancel().catch(() => {})
    const see = ({ done, value }: BodyPiece): void => {
      if (!done && take(value)) return read()
      resume(end())
      letGo()
    }
    const read = (): void =>
      void reader
        .read()
        .then(see)
        .catch((cause) => resume(Effect.fail<object>(Object(cause))))
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
  const body = isReadInPieces(response) ? response : web._tag === "Some" ? web.value.body : undefined
  if (body) return readWeb(body, maxBytes, isLenient)
  if (body === null) return Effect.succeed("")
  return readText(response.stream, maxBytes, isLenient).pipe(
    Effect.catch((problem) =>
      typeof problem !== "string" && problem.reason._tag === "EmptyBodyError"
        ? Effect.succeed("")
        : Effect.fail(problem),
    ),
  )
}
