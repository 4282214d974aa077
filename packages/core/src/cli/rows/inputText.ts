import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { beginningOf, joinedBytes } from "../../formats/beginning.ts"
import { isTextError, strictText, type TextError } from "../../formats/text.ts"
import type { UsageError } from "../failure/UsageError.ts"
import { isPacked, unpacked } from "./packed.ts"
import { encodingIn } from "./encodingIn.ts"
import { knownFile, tellingBytes } from "./knownFiles.ts"

type FileBytes = Stream.Stream<Uint8Array, InputUnreadable | UsageError>

const enoughBytes = () => {
  let seen = 0
  return ({ byteLength }: Uint8Array): boolean => (seen += byteLength) >= tellingBytes
}

/** How deep files may be packed in each other. */
const deepest = 3

const noUtf8 = "Name its encoding, such as --encoding windows-1252 or --encoding latin1; or save it as UTF-8."

const textOf = (source: string, bytes: FileBytes, stated: string | undefined, depth: number): TextOfFile =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { pieces, whole } = yield* beginningOf(bytes, enoughBytes())
      const beginning = joinedBytes(pieces)
      if (isPacked(beginning) && depth < deepest) return textOf(source, unpacked(source, whole), stated, depth + 1)
      const refused = (told: { readonly line?: number; readonly problem: string; readonly remedy: string }) =>
        new InputUnreadable({ source, ...told })
      const atPlace = ({ encoding, message, place }: TextError) =>
        place === undefined
          ? { problem: message }
          : { line: place.line, problem: `character ${place.character} is not ${encoding}` }
      const known = knownFile(beginning)
      if (known !== undefined) return yield* refused(known)
      const { encoding, problem, remedy } = encodingIn(beginning, stated)
      if (problem !== undefined) return yield* refused({ problem, remedy })
      return Stream.mapError(strictText(encoding)(whole), (error) =>
        isTextError(error)
          ? refused({
              ...atPlace(error),
              remedy: stated === undefined ? noUtf8 : "Name its encoding with --encoding.",
            })
          : error,
      )
    }),
  )

type TextOfFile = Stream.Stream<string, InputUnreadable | UsageError>

/**
 * Reads the bytes of a file as text: unpacked, and in the encoding that is stated or that its first bytes show,
 * otherwise in UTF-8. If it is not text, the failure names what it is.
 */
export const inputText = (source: string, bytes: FileBytes, encoding?: string): TextOfFile =>
  textOf(source, bytes, encoding, 0)
