import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { layerStagingFolder } from "../../results/layerStagingFolder.ts"
import { ResultStaging } from "../../results/ResultStaging.ts"
import { withLock } from "../../storage/withLock.ts"
import type { ExportOptions } from "../../transfer/ExportRequest.ts"
import { Journal, type JournalKeeper } from "../../transfer/Journal.ts"
import { layerJournalFolder } from "../../transfer/layerJournalFolder.ts"
import { memoryJournal } from "../../transfer/layerJournalMemory.ts"
import { type JournalEntry, jobsIn, unknownOrders } from "../../transfer/JournalEntry.ts"
import { clearJourney, forgetJourney, type KnownJourney } from "./Journeys.ts"
import { lockOf, lockTimes } from "./journeyLock.ts"
import { Output } from "../output/Output.ts"
import { isForProgram, root } from "../flags/root.ts"
import { wrongJourney } from "./settleOrder.ts"
import { noteJourney } from "../run/RunState.ts"

/** A journey that failed before it made a job has nothing to go on with. */
const forgetIfNothingWasMade = (known: KnownJourney) => (entries: ReadonlyArray<JournalEntry>) =>
  jobsIn(entries).length > 0 || unknownOrders(entries).length > 0
    ? Effect.void
    : Effect.andThen(noteJourney(undefined), forgetJourney(known))

/** What a journey is given, so that it can be resumed; it tells whether it came to its end, or was left by who read its rows. */
export type JourneyRun<E, R> = (options: ExportOptions, journal: JournalKeeper) => Effect.Effect<boolean, E, R>

/** Runs a journey in its own folder, alone there, and remembers it as finished once it is. */
const runInFolder = <E, R>(known: KnownJourney, run: JourneyRun<E, R>) =>
  Effect.gen(function* () {
    const runAlone = Effect.gen(function* () {
      const journal = yield* Journal
      const staging = Layer.succeed(ResultStaging, yield* ResultStaging)
      if ((yield* journal.entries).some(({ step }) => step === "finished")) {
        return yield* wrongJourney(`${known.journey.id} was finished meanwhile, by another process`)
      }
      const options = { journal: Layer.succeed(Journal, journal), staging }
      const isAtEnd = yield* Effect.tapError(run(options, journal), () =>
        Effect.flatMap(journal.entries, forgetIfNothingWasMade(known)),
      )
      if (isAtEnd) yield* journal.append({ step: "finished", at: yield* Clock.currentTimeMillis })
      return isAtEnd
    })
    yield* noteJourney(known.journey.id)
    const layers = Layer.merge(layerJournalFolder(known.folder), layerStagingFolder(known.folder))
    const isAtEnd = yield* withLock(yield* lockOf(known), lockTimes)(Effect.provide(runAlone, layers))
    yield* noteJourney(undefined)
    if (isAtEnd) yield* clearJourney(known)
    return isAtEnd
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
export const onJourney = <E, R>(known: Option.Option<KnownJourney>, run: JourneyRun<E, R>) =>
  Effect.gen(function* () {
    if (Option.isSome(known)) return yield* runInFolder(known.value, run)
    yield* warnNotResumable
    const journal = memoryJournal()
    return yield* run({ journal: Layer.succeed(Journal, journal) }, journal)
  })
