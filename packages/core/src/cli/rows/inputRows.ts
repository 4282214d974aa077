import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { CurrentLimits } from "../../settings/Limits.ts"
import { csvInput } from "./csvInput.ts"
import { inputBytes, nameOfInput } from "./inputFile.ts"
import { inputText } from "./inputText.ts"
import { ndjsonInput } from "./ndjsonInput.ts"
import { formatOfName, type RowFormat } from "./rowFormat.ts"

/** The rows of a file or of stdin, the header first: as the format or, without one, the file's name says. */
export const inputRows = (file: string, format: RowFormat | undefined) =>
  Stream.unwrap(
    Effect.gen(function* () {
      const source = nameOfInput(file)
      const { maxRowSize } = yield* CurrentLimits
      const text = inputText(source, yield* inputBytes(file))
      const isNdjson = (format ?? formatOfName(file)) === "ndjson"
      return isNdjson ? ndjsonInput(source, text, maxRowSize) : csvInput(source, text, maxRowSize)
    }),
  )
