import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { makePlaceFinder } from "./placeInText.ts"
import { begunInUtf8, longestCharacter, makeStrictUtf8 } from "./strictUtf8.ts"

/** Bytes that are not valid text in their declared encoding. */
export class TextError extends Schema.TaggedError<TextError>()("TextError", {
  encoding: Schema.String,
  /** The line that they are on, and which character of it they would be, counted from 1; absent for encodings in which that is not found out. */
  place: Schema.optionalKey(Schema.Struct({ line: Schema.Int, character: Schema.Int })),
}) {
  override get message(): string {
    const { encoding, place } = this
    return place === undefined
      ? `its bytes are not ${encoding}`
      : `line ${place.line}: character ${place.character} is not ${encoding}`
  }
}

/** Those of the last bytes that begin a character without ending it. */
const begunIn = (last: Uint8Array, encoding: string, read: number): Uint8Array => {
  if (encoding === "utf-8") return begunInUtf8(last)
  const half = last.length - (read % 2)
  const high = last[encoding === "utf-16le" ? half - 1 : half - 2] ?? 0
  return last.subarray(high >= 0xd8 && high <= 0xdb ? half - 2 : half)
}

/** Decodes text piece by piece, and throws if it is not valid; without a piece, it ends. */
const makeDecoder = (encoding: string): ((piece: Uint8Array | undefined) => string) => {
  if (encoding === "utf-8") return makeStrictUtf8()
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  return (piece) => (piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true }))
}

/** Takes all text before the fault in some bytes, by reading them one by one; `before` are those of the pieces before them that belong to it. */
const takeUpToFault = (encoding: string, before: Uint8Array, bytes: Uint8Array, take: (text: string) => void): void => {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  try {
    for (const byte of [...before, ...bytes]) take(decoder.decode(Uint8Array.of(byte), { stream: true }))
  } catch {
    // All text before it is taken.
  }
}

/**
 * Reads bytes as text, and fails if they are not valid instead of replacing what it cannot read. Byte order marks at
 * the beginning are dropped here rather than by the decoder: Node's loses another one if the first comes in pieces.
 * Bytes that have become text are released.
 */
export const strictText =
  (encoding = "utf-8", release: (bytes: Uint8Array) => void = () => {}) =>
  <E, R>(bytes: Stream.Stream<Uint8Array, E, R>): Stream.Stream<string, E | TextError, R> =>
    Stream.suspend(() => {
      const decoded = makeDecoder(encoding)
      const finder = makePlaceFinder()
      let last = new Uint8Array()
      let read = 0
      let isBeginning = true
      const withoutMarks = (text: string): string => {
        const rest = isBeginning ? text.replace(/^\uFEFF+/, "") : text
        isBeginning &&= rest === ""
        finder.add(rest)
        return rest
      }
      const notText = (chunk: Uint8Array): TextError => {
        if (!encoding.startsWith("utf-")) return new TextError({ encoding })
        takeUpToFault(encoding, begunIn(last, encoding, read), chunk, withoutMarks)
        return new TextError({ encoding, place: finder.next() })
      }
      const decode = (chunk: Uint8Array | undefined): Effect.Effect<string, TextError> =>
        Effect.try({
          try: () => {
            if (chunk === undefined) return withoutMarks(decoded(undefined))
            const text = decoded(chunk)
            last = Uint8Array.from([...last, ...chunk.subarray(-longestCharacter)]).slice(-longestCharacter)
            read += chunk.byteLength
            release(chunk)
            return withoutMarks(text)
          },
          catch: () => notText(chunk ?? new Uint8Array()),
        })
      return bytes.pipe(
        Stream.mapEffect(decode),
        Stream.concat(Stream.fromEffect(Effect.suspend(() => decode(undefined)))),
        Stream.filter((text) => text !== ""),
      )
    })

const marks: ReadonlyArray<readonly [string, ReadonlyArray<number>]> = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
]

/** The encoding that a byte order mark indicates, if there is one. */
export const markedEncoding = (beginning: Uint8Array): string | undefined =>
  marks.find(([, mark]) => mark.every((byte, at) => beginning[at] === byte))?.[0]

/** Checks whether it was the encoding that was wrong. */
export const isTextError = Schema.is(TextError)
