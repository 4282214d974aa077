import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { layerStagingInPlace } from "../../results/layerStagingFolder.ts"
import { ResultStaging } from "../../results/ResultStaging.ts"
import { isMissing } from "../../storage/makeFolder.ts"
import type { ExportOptions } from "../../transfer/exports/ExportRequest.ts"
import { Journal, type JournalKeeper } from "../../transfer/journal/Journal.ts"
import { memoryJournal } from "../../transfer/journal/layerJournalMemory.ts"
import { entriesOfNow, finishedAt, type JournalEntry } from "../../transfer/journal/JournalEntry.ts"
import { jobsIn, unknownOrders } from "../../transfer/journal/OrderState.ts"
import { CurrentEnding, type Finish } from "../../transfer/journey/CurrentEnding.ts"
import { clearJourney, type KnownJourney, removeJourney } from "./Journeys.ts"
import { Output } from "../output/Output.ts"
import { standardInput } from "../rows/inputFile.ts"
import { isSilent, root } from "../flags/root.ts"
import { openJourney } from "./openJourney.ts"
import { wrongJourney } from "./wrongJourney.ts"
import { orElsewhereWithin } from "../signIn/ownFolder.ts"
import { noteJourney } from "../run/RunState.ts"

const fromFile = Schema.decodeUnknownOption(Schema.Struct({ file: Schema.String }))

/** Whether the rows of a journey can be had from its journal only: those that came by stdin, and those whose file is gone. */
const holdsRows = Effect.fnUntraced(function* ({ journey }: KnownJourney, entries: ReadonlyArray<JournalEntry>) {
  const request = fromFile(journey.request)
  if (Option.isNone(request) || !entries.some(({ step }) => step === "split")) return false
  const { file } = request.value
  if (file === standardInput) return true
  return yield* isMissing(file)
})

/**
 * A journey that failed before it made a job has nothing to go on with, unless it has the rows. One that is gone on with has been promised to its
 * user, and its file may have other rows by now.
 */
const isWorthNothing = Effect.fnUntraced(function* (known: KnownJourney, entries: ReadonlyArray<JournalEntry>) {
  if (known.isNew !== true) return false
  if (jobsIn(entries).length > 0 || unknownOrders(entries).length > 0) return false
  return !(yield* holdsRows(known, entries))
})

/** What a journey is given, so that it can be resumed. */
export type JourneyRun<A, E, R> = (options: ExportOptions, journal: JournalKeeper) => Effect.Effect<A, E, R>

/** Checks from the result of a run whether its journey is over for the user, although it did not reach its end. */
type IsGivenUp<A> = (result: A) => boolean

const removeAndForget = Effect.fnUntraced(function* (known: KnownJourney, journal: JournalKeeper) {
  if (yield* removeJourney(known, journal)) yield* noteJourney(undefined)
})

/**
 * Runs a journey in its own folder, alone there. It is finished once it came to its own end, and what it writes is in its place: its reader
 * may leave before.
 */
const runInFolder = <A, E, R>(known: KnownJourney, run: JourneyRun<A, E, R>, isGivenUp: IsGivenUp<A>) =>
  Effect.gen(function* () {
    const runAlone = Effect.gen(function* () {
      const journal = yield* Journal
      const staging = Layer.succeed(ResultStaging, yield* ResultStaging)
      if (finishedAt(entriesOfNow(yield* journal.entries)) !== undefined) {
        return yield* wrongJourney(`${known.journey.id} has since been finished by another process`)
      }
      let finish: Finish | undefined
      const result = yield* run({ journal: Layer.succeed(Journal, journal), staging }, journal).pipe(
        // What another process goes on with, it also puts in its place.
        Effect.provideService(CurrentEnding, (atEnd) =>
          Effect.andThen(
            journal.check ?? Effect.void,
            Effect.sync(() => void (finish = atEnd)),
          ),
        ),
        Effect.tapError((failure) =>
          Effect.gen(function* () {
            if (Predicate.isTagged(failure, "JourneyTaken")) return
            // All rows are accounted for, and what was to be written is in place: only the files that prove it are kept.
            if (finish !== undefined && Predicate.isTagged(failure, "OutcomesDiffer")) {
              return yield* Effect.andThen(finish, noteJourney(undefined))
            }
            const entries = entriesOfNow(yield* journal.entries)
            if (yield* isWorthNothing(known, entries)) yield* removeAndForget(known, journal)
          }),
        ),
      )
      if (finish !== undefined) yield* Effect.andThen(finish, clearJourney(known))
      else if (isGivenUp(result)) yield* removeAndForget(known, journal)
      return result
    })
    yield* noteJourney(known.journey.id)
    const layers = Layer.merge(Layer.effect(Journal, openJourney(known)), layerStagingInPlace(known.folder))
    const result = yield* orElsewhereWithin("state", known.folder)(Effect.provide(runAlone, layers))
    yield* noteJourney(undefined)
    return result
  })

const warnNotResumable = Effect.gen(function* () {
  const { emulator } = yield* root
  const output = yield* Output
  if (emulator || (yield* isSilent)) return
  yield* output.talk((style) =>
    style.warning(
      "There is no folder for journals (HOME and XDG_STATE_HOME are unset or not absolute paths): this cannot be resumed.",
    ),
  )
})

/** Runs a journey with its journal: in its folder, or in memory if it has none. */
export const onJourney = <A, E, R>(
  known: Option.Option<KnownJourney>,
  run: JourneyRun<A, E, R>,
  isGivenUp: IsGivenUp<A> = () => false,
) =>
  Effect.gen(function* () {
    if (Option.isSome(known)) return yield* runInFolder(known.value, run, isGivenUp)
    yield* warnNotResumable
    const journal = memoryJournal()
    return yield* run({ journal: Layer.succeed(Journal, journal) }, journal)
  })
