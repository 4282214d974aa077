import * as Effect from "effect/Effect"
import * as FileSystem from "effect/FileSystem"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Schema from "effect/Schema"
import { isMissing } from "../../storage/makeFolder.ts"
import { finishedAt } from "../../transfer/journal/JournalEntry.ts"
import { UsageError } from "../failure/UsageError.ts"
import { standardOutput } from "../output/OutputTarget.ts"
import { typed } from "../output/StartedAs.ts"
import { standardInput } from "../rows/inputFile.ts"
import { isInTheWay } from "./checkNotBegun.ts"
import { isFinished, type Journey, type KnownJourney, knownJourneys } from "./Journeys.ts"

const ToldRows = Schema.Struct({
  file: Schema.optionalKey(Schema.String),
  rejects: Schema.optionalKey(Schema.String),
  results: Schema.optionalKey(Schema.String),
})

const toldRows = (request: Schema.Json) =>
  Option.getOrElse(Schema.decodeUnknownOption(ToldRows)(request), (): typeof ToldRows.Type => ({}))

/** What a journey writes at its end. */
const outputsOf = ({ command, output, request }: Pick<Journey, "command" | "output" | "request">) => {
  const { rejects, results } = toldRows(request)
  const outputs = command === "export" ? [output] : [rejects, results]
  return outputs.flatMap((each) => (each === undefined || each === standardOutput ? [] : [each]))
}

/** The one name of a file that may not be there yet; none for a device or a pipe, of which nothing is replaced. */
const placeOf = Effect.fnUntraced(function* (file: string) {
  const fs = yield* FileSystem.FileSystem
  const { basename, dirname, join } = yield* Path.Path
  const found = yield* Effect.option(fs.stat(file))
  if (Option.isSome(found)) {
    return found.value.type === "File" ? yield* Effect.orElseSucceed(fs.realPath(file), () => file) : undefined
  }
  const folder = yield* Effect.orElseSucceed(fs.realPath(dirname(file)), () => dirname(file))
  return join(folder, basename(file))
})

/** The first file that is among those of another journey as well. */
const sharedWith = Effect.fnUntraced(function* (files: ReadonlyArray<string>, other: Journey) {
  const taken = yield* Effect.forEach(outputsOf(other), placeOf)
  for (const file of files) {
    const place = yield* placeOf(file)
    if (place !== undefined && taken.includes(place)) return file
  }
  return undefined
})

/**
 * Whether an import has rows, whether something was sent of them or not: those that came by stdin are nowhere else, and neither may be those that
 * are in its journal, for its file may have others by now.
 */
const holdsRows = ({ entries, journey }: KnownJourney): boolean =>
  journey.command === "import" &&
  (toldRows(journey.request).file === standardInput || entries.some(({ step }) => step === "split"))

/**
 * Refuses to write to a file to which an unfinished journey will write as well, once it is resumed: what became of the rows of one of them would be
 * lost. An export can be resumed to another file, so that only an import is in the way of another export.
 */
export const checkOutputsFree = Effect.fnUntraced(function* (asked: Pick<Journey, "command" | "output" | "request">) {
  const files = outputsOf(asked)
  if (files.length === 0) return
  for (const known of yield* knownJourneys) {
    const { command, id } = known.journey
    if (isFinished(known) || (asked.command === "export" && command === "export")) continue
    const shared = yield* sharedWith(files, known.journey)
    if (shared === undefined || !(holdsRows(known) || (yield* isInTheWay(known)))) continue
    return yield* new UsageError({
      problem: `${id} is unfinished, and also writes ${shared}`,
      remedy: `Finish it first: ${yield* typed(`resume ${id}`)}. Or name another file; or forget it: ${yield* typed(`journeys --forget ${id}`)}.`,
    })
  }
})

/** Refuses to resume a journey that would replace what another one has written to the same file since it began. */
export const checkNotReplacing = Effect.fnUntraced(function* ({ journey }: KnownJourney) {
  const there = yield* Effect.filter(outputsOf(journey), (file) => Effect.map(isMissing(file), (missing) => !missing))
  if (there.length === 0) return
  for (const other of yield* knownJourneys) {
    if (!((finishedAt(other.entries) ?? 0) > journey.begunAt)) continue
    const shared = yield* sharedWith(there, other.journey)
    if (shared === undefined) continue
    const elsewhere = journey.command === "export" ? "Name another file with --output; or move" : "Move"
    return yield* new UsageError({
      problem: `${journey.id} would replace ${shared}, which ${other.journey.id} has written since`,
      remedy: `${elsewhere} that file away, and resume again.`,
    })
  }
})
