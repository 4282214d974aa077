import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"

/** Bytes that are no text in the encoding that they were said to be in. */
export class TextError extends Schema.TaggedError<TextError>()("TextError", {
  encoding: Schema.String,
  /** How many bytes were read by then. */
  position: Schema.Int,
}) {
  override get message(): string {
    return `the bytes before position ${this.position} are not ${this.encoding}`
  }
}

/**
 * Reads bytes as text, and fails where they are none instead of replacing what it cannot read. Byte order marks at the beginning are dropped, which
 * is not left to the decoder: Node's loses another one where the first comes in pieces.
 */
export const strictText =
  (encoding = "utf-8") =>
  <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Stream.Stream<string, E | TextError, R> =>
    Stream.suspend(() => {
      const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
      let position = 0
      let isBeginning = true
      const withoutMarks = (text: string): string => {
        const rest = isBeginning ? text.replace(/^\uFEFF+/, "") : text
        isBeginning &&= rest === ""
        return rest
      }
      const decode = (chunk: Uint8Array | undefined): Effect.Effect<string, TextError> => {
        position += chunk?.byteLength ?? 0
        return Effect.try({
          try: () => (chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })),
          catch: () => new TextError({ encoding, position }),
        })
      }
      return bytes.pipe(
        Stream.mapEffect(decode),
        Stream.concat(Stream.fromEffect(Effect.suspend(() => decode(undefined)))),
        Stream.map(withoutMarks),
        Stream.filter((text) => text !== ""),
      )
    })

const marks: ReadonlyArray<readonly [string, ReadonlyArray<number>]> = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
]

/** The encoding that a byte order mark tells of, where there is one. */
export const markedEncoding = (beginning: Uint8Array): string | undefined =>
  marks.find(([, mark]) => mark.every((byte, at) => beginning[at] === byte))?.[0]

/** Tells whether it was the encoding that was wrong. */
export const isTextError = Schema.is(TextError)
