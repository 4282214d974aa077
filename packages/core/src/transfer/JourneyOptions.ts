import type * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import type { FieldSchemas } from "../domain/FieldSchemas.ts"
import { readDuration } from "../domain/readDuration.ts"
import { layerSchema } from "../results/layerSchema.ts"
import { Journal, type JournalKeeper } from "./Journal.ts"
import { layerJournalMemory } from "./layerJournalMemory.ts"

/** What a journey is given to be resumable. */
export interface JourneyOptions<E = never, R = never> {
  /** Remembers what the journey has done, so that it can be resumed; in memory by default. */
  readonly journal?: Layer.Layer<Journal, E, R> | undefined
  /**
   * How long the journey may take at most, such as `"2 hours"`; then it ends in `JobStillRunning`, and
   * can be resumed by its journal. As long as it takes by default.
   */
  readonly timeout?: Duration.Input | undefined
}

/** The form of these options. */
export const JourneyOptionsForm = Schema.Struct({
  journal: layerSchema("Journal.layerFolder(path)"),
  timeout: Schema.optional(
    Schema.Unknown.pipe(
      Schema.check(
        Schema.makeFilter((input) => Option.isSome(readDuration(input)), { expected: 'a time such as "2 hours"' }),
      ),
    ),
  ),
} satisfies FieldSchemas<Record<keyof JourneyOptions, unknown>>)

/** Runs a journey with the journal that it was given, or one in memory. */
export const withJournal = <A, E, R, EJ, RJ>(
  journal: Layer.Layer<Journal, EJ, RJ> | undefined,
  run: (journal: JournalKeeper) => Stream.Stream<A, E, R>,
): Stream.Stream<A, E | EJ, R | RJ> => {
  const journey = Stream.unwrap(Effect.map(Journal, run))
  return Stream.provide(journey, journal ?? layerJournalMemory()) as Stream.Stream<A, E | EJ, R | RJ>
}
