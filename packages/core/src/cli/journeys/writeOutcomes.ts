import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { RowOutcome } from "../../domain/RowOutcome.ts"
import type { CsvRow } from "../../formats/csv.ts"
import type { JournalKeeper } from "../../transfer/journal/Journal.ts"
import { keepingEarlier } from "../output/keepingEarlier.ts"
import { standardOutput, writeOutput } from "../output/OutputTarget.ts"
import { packedIf } from "../rows/packed.ts"
import { resultsOfRows, type Told } from "../../transfer/rows/resultsOfRows.ts"
import { rejectedRows } from "../rows/rejects.ts"
import { formatOfName, isPackedName, rowBytes, rowFormats } from "../rows/rowFormat.ts"
import type { KnownJourney } from "./Journeys.ts"
import { removeLeftOutput, writerOf } from "./removeLeftOutput.ts"

/** The format of reported rows: according to their file's name, otherwise CSV. */
export const formatOfTold = (flag: "--rejects" | "--results", file: string) =>
  Effect.map(formatOfName(flag, file, rowFormats), (named) => named ?? ("csv" as const))

/** Where rows that are told about go. */
interface Targets {
  readonly rejects?: string
  readonly results?: string
}

/** Writes rows to the file in which they are reported; leftovers of a killed process are deleted first. */
const write = Effect.fnUntraced(function* <E, R>(
  known: Option.Option<KnownJourney>,
  flag: "--rejects" | "--results",
  target: string,
  journal: JournalKeeper,
  rows: Stream.Stream<CsvRow, E, R>,
) {
  const bytes = rows.pipe(rowBytes(yield* formatOfTold(flag, target)), packedIf(isPackedName(target)))
  yield* removeLeftOutput(known, target, journal)
  yield* keepingEarlier(target, writeOutput(target, bytes, { writer: writerOf(known), whenUnread: "go on" }))
})

/** How many pieces of the outcomes one file may be ahead of the other. */
const ahead = 4

/** Takes the outcomes of all rows, and writes those that are asked for, as they come. */
export const writeOutcomes = Effect.fnUntraced(function* <E, R, E2, R2>(
  known: Option.Option<KnownJourney>,
  { rejects, results }: Targets,
  journal: JournalKeeper,
  outcomes: Stream.Stream<RowOutcome, E, R>,
  told: Told<E2, R2>,
) {
  const toRejects = <R3>(target: string, from: Stream.Stream<RowOutcome, E, R3>) =>
    write(known, "--rejects", target, journal, rejectedRows(from, told))
  const toResults = <R3>(target: string, from: Stream.Stream<RowOutcome, E, R3>) =>
    write(known, "--results", target, journal, resultsOfRows(from, told))
  if (rejects === undefined && results === undefined) return yield* Stream.runDrain(outcomes)
  if (rejects === undefined) return yield* toResults(results ?? standardOutput, outcomes)
  if (results === undefined) return yield* toRejects(rejects, outcomes)
  yield* Effect.scoped(
    Effect.gen(function* () {
      const [one, other] = yield* Stream.broadcastN(outcomes, { n: 2, capacity: ahead })
      yield* Effect.all([toRejects(rejects, one), toResults(results, other)], { concurrency: 2, discard: true })
    }),
  )
})
