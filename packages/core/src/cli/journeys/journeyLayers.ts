import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { layerStagingFolder } from "../../results/layerStagingFolder.ts"
import { ResultStaging } from "../../results/ResultStaging.ts"
import type { ExportOptions } from "../../transfer/exports/ExportRequest.ts"
import { Journal, type JournalKeeper } from "../../transfer/journal/Journal.ts"
import { layerJournalFolder } from "../../transfer/journal/layerJournalFolder.ts"
import { memoryJournal } from "../../transfer/journal/layerJournalMemory.ts"
import {
  entriesOfNow,
  finishedAt,
  type JournalEntry,
  jobsIn,
  unknownOrders,
} from "../../transfer/journal/JournalEntry.ts"
import { clearJourney, type KnownJourney, removeJourney } from "./Journeys.ts"
import { Output } from "../output/Output.ts"
import { standardInput } from "../rows/inputFile.ts"
import { isForProgram, root } from "../flags/root.ts"
import { wrongJourney } from "./settleOrder.ts"
import { noteJourney } from "../run/RunState.ts"

/** Whether the rows of a journey can be had from its journal only: those that came by stdin. */
const holdsRows = ({ journey }: KnownJourney, entries: ReadonlyArray<JournalEntry>): boolean =>
  entries.some(({ step }) => step === "split") && Schema.is(fromStdin)(journey.request)

const fromStdin = Schema.Struct({ file: Schema.Literal(standardInput) })

/** A journey that failed before it made a job has nothing to go on with, unless it has the rows. */
const isWorthNothing = (known: KnownJourney, entries: ReadonlyArray<JournalEntry>): boolean =>
  jobsIn(entries).length === 0 && unknownOrders(entries).length === 0 && !holdsRows(known, entries)

/** What a journey is given, so that it can be resumed. */
export type JourneyRun<A, E, R> = (options: ExportOptions, journal: JournalKeeper) => Effect.Effect<A, E, R>

/** Runs a journey in its own folder, alone there. Only one that came to its own end is over: its reader may leave before. */
const runInFolder = <A, E, R>(known: KnownJourney, run: JourneyRun<A, E, R>) =>
  Effect.gen(function* () {
    const runAlone = Effect.gen(function* () {
      const journal = yield* Journal
      const staging = Layer.succeed(ResultStaging, yield* ResultStaging)
      if (finishedAt(entriesOfNow(yield* journal.entries)) !== undefined) {
        return yield* wrongJourney(`${known.journey.id} was finished meanwhile, by another process`)
      }
      const options = { journal: Layer.succeed(Journal, journal), staging }
      const result = yield* Effect.tapError(run(options, journal), () =>
        Effect.gen(function* () {
          const entries = entriesOfNow(yield* journal.entries)
          if (finishedAt(entries) !== undefined) return yield* noteJourney(undefined)
          if (!isWorthNothing(known, entries)) return
          yield* noteJourney(undefined)
          yield* removeJourney(known)
        }),
      )
      if (finishedAt(entriesOfNow(yield* journal.entries)) !== undefined) yield* clearJourney(known)
      return result
    })
    yield* noteJourney(known.journey.id)
    const layers = Layer.merge(layerJournalFolder(known.folder), layerStagingFolder(known.folder))
    const result = yield* Effect.provide(runAlone, layers)
    yield* noteJourney(undefined)
    return result
  })

const warnNotResumable = Effect.gen(function* () {
  const { emulator } = yield* root
  const output = yield* Output
  if (emulator || (yield* isForProgram)) return
  yield* output.talk((style) =>
    style.warning("There is no folder for journals (HOME and XDG_STATE_HOME are unset): this cannot be resumed."),
  )
})

/** Runs a journey with its journal: in its folder, or in memory if it has none. */
export const onJourney = <A, E, R>(known: Option.Option<KnownJourney>, run: JourneyRun<A, E, R>) =>
  Effect.gen(function* () {
    if (Option.isSome(known)) return yield* runInFolder(known.value, run)
    yield* warnNotResumable
    const journal = memoryJournal()
    return yield* run({ journal: Layer.succeed(Journal, journal) }, journal)
  })
