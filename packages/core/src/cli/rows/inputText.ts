import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Sink from "effect/Sink"
import * as Stream from "effect/Stream"
import { InputUnreadable } from "../../failure/InvalidInput.ts"
import { encodingOf, isTextError, strictText } from "../../formats/text.ts"

/** Reads bytes as text, in the encoding that their byte order mark names: UTF-8 without one. */
export const inputText = (
  source: string,
  bytes: Stream.Stream<Uint8Array, InputUnreadable>,
): Stream.Stream<string, InputUnreadable> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const [head, rest] = yield* Stream.peel(bytes, Sink.head<Uint8Array>())
      const beginning = Option.getOrElse(head, () => new Uint8Array())
      return Stream.concat(Stream.succeed(beginning), rest).pipe(
        strictText(encodingOf(beginning)),
        Stream.mapError((error) =>
          isTextError(error)
            ? new InputUnreadable({
                source,
                problem: error.message,
                remedy: "Save it as UTF-8, or as UTF-16 with a byte order mark.",
              })
            : error,
        ),
      )
    }),
  )
