import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { digestOfBytes } from "../../storage/digestOf.ts"
import { UsageError } from "../failure/UsageError.ts"
import { typed } from "../output/StartedAs.ts"
import { inputBytes, standardInput } from "../rows/inputFile.ts"
import { SavedImport } from "./importJourney.ts"
import { isFinished, knownJourneys } from "./Journeys.ts"

/** Adds to what is asked for a digest of the file, by which the same import is known again. Stdin can be read only once. */
export const withDigest = Effect.fnUntraced(function* (saved: SavedImport) {
  if (saved.file === standardInput) return saved
  return { ...saved, digest: yield* digestOfBytes(yield* inputBytes(saved.file)) } satisfies SavedImport
})

const decodeImport = Schema.decodeUnknownOption(SavedImport)

/** Refuses an import that is begun already and unfinished: begun again, it would write the rows twice. */
export const checkNotBegun = Effect.fnUntraced(function* (saved: SavedImport, host: string) {
  if (saved.digest === undefined) return
  const begun = (yield* knownJourneys).find((known) => {
    const other = Option.getOrUndefined(decodeImport(known.journey.request))
    return (
      known.journey.command === "import" &&
      !isFinished(known) &&
      known.journey.host === host &&
      other?.file === saved.file &&
      other.digest === saved.digest &&
      other.module === saved.module &&
      other.operation === saved.operation
    )
  })
  if (begun === undefined) return
  const { id } = begun.journey
  return yield* new UsageError({
    problem: `${id} has begun to import this file, and is unfinished`,
    remedy: `Go on with it: ${yield* typed(`resume ${id}`)}. To write the rows once more all the same, add --again.`,
  })
})
