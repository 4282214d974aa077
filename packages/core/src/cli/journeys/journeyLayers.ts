import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Path from "effect/Path"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { ResultStaging } from "../../results/ResultStaging.ts"
import { withLock } from "../../storage/withLock.ts"
import { Journal } from "../../transfer/Journal.ts"
import { type JournalEntry, jobsIn, unknownOrders } from "../../transfer/JournalEntry.ts"
import { clearJourney, forgetJourney, type KnownJourney } from "./Journeys.ts"
import { lockOf, lockTimes } from "./journeyLock.ts"
import { Output } from "../output/Output.ts"
import { isForProgram, root } from "../flags/root.ts"
import { wrongJourney } from "./settleOrder.ts"
import { noteJourney, type RunState } from "../run/RunState.ts"
import type { UsageError } from "../failure/UsageError.ts"

/** A journey that failed before it made a job has nothing to go on with. */
const forgetIfNothingWasMade = (known: KnownJourney) => (entries: ReadonlyArray<JournalEntry>) =>
  jobsIn(entries).length > 0 || unknownOrders(entries).length > 0
    ? Effect.void
    : Effect.andThen(noteJourney(undefined), forgetJourney(known))

/** Runs a journey in its own folder, alone there, and remembers it as finished once it is. */
const inFolder =
  (known: KnownJourney) =>
  <A, E, R>(
    run: Effect.Effect<A, E, R>,
  ): Effect.Effect<
    A,
    E | StorageFailed | UsageError,
    Exclude<R, Journal | ResultStaging> | RunState | FileSystem.FileSystem | Path.Path
  > =>
    Effect.gen(function* () {
      const finished = Effect.gen(function* () {
        const { append, entries } = yield* Journal
        if ((yield* entries).some(({ step }) => step === "finished")) {
          return yield* wrongJourney(`${known.journey.id} was finished meanwhile, by another process`)
        }
        const result = yield* Effect.tapError(run, () => Effect.flatMap(entries, forgetIfNothingWasMade(known)))
        yield* append({ step: "finished", at: yield* Clock.currentTimeMillis })
        return result
      })
      yield* noteJourney(known.journey.id)
      const layers = Layer.merge(Journal.layerFolder(known.folder), ResultStaging.layerFolder(known.folder))
      const result = yield* withLock(yield* lockOf(known), lockTimes)(Effect.provide(finished, layers))
      yield* noteJourney(undefined)
      yield* clearJourney(known)
      return result
    }) as never

const warnNotResumable = Effect.gen(function* () {
  const { emulator } = yield* root
  const output = yield* Output
  if (emulator || (yield* isForProgram)) return
  yield* output.talk((style) =>
    style.warning("There is no folder for journals (HOME and XDG_STATE_HOME are unset): this cannot be resumed."),
  )
})

type Surroundings = RunState | Output | FileSystem.FileSystem | Path.Path | Effect.Services<typeof root>

/** Runs a journey with its journal: in its folder, or in memory where it has none. */
export const onJourney =
  (known: Option.Option<KnownJourney>) =>
  <A, E, R>(
    run: Effect.Effect<A, E, R>,
  ): Effect.Effect<A, E | StorageFailed | UsageError, Exclude<R, Journal | ResultStaging> | Surroundings> =>
    Option.isSome(known)
      ? inFolder(known.value)(run)
      : (Effect.andThen(warnNotResumable, Effect.provide(run, Journal.layerMemory)) as Effect.Effect<
          A,
          E,
          Exclude<R, Journal | ResultStaging> | Surroundings
        >)
