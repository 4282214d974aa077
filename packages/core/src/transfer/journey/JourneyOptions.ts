import type * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../domain/FieldSchemas.ts"
import { readDuration } from "../../domain/readDuration.ts"
import { layerSchema } from "../../results/layerSchema.ts"
import type { Journal } from "../journal/Journal.ts"

/** What a journey is given to be resumable. */
export interface JourneyOptions<E = never, R = never> {
  /** Remembers what the journey has done, so that it can be resumed; in memory by default. */
  readonly journal?: Layer.Layer<Journal, E, R> | undefined
  /**
   * What becomes of an unfinished journey in the journal that is another one, by its request, rows, host or organisation: `"fail"`, the default,
   * with `JourneyDiffers` before anything is ordered; or `"beginAnew"`, which drops it and what it knows of its jobs.
   */
  readonly ifDifferent?: "fail" | "beginAnew" | undefined
  /**
   * What becomes of a journey in the journal that is finished: `"fail"`, with `JourneyFinished`, or `"beginAnew"`. By default it begins anew, but
   * for an import that would send rows again of which it is not known whether they were written (`OutcomesDiffer`): that one fails.
   */
  readonly ifFinished?: "beginAnew" | "fail" | undefined
  /**
   * How long the journey may take at most, such as `"2 hours"`; then it ends in `JobStillRunning`, or in `CreateOutcomeUnknown` where an order
   * has to be settled first, and can be resumed by its journal. As long as it takes by default.
   */
  readonly timeout?: Duration.Input | undefined
  /**
   * The most API credits that this run may have spent when it orders a job, at what `operations` says that requests cost: the order that would
   * exceed it is not sent, and the journey ends in `CreditLimitReached` and can be resumed. As many as it takes by default.
   */
  readonly maxCredits?: number | undefined
}

/** The form of these options. */
export const JourneyOptionsForm = Schema.Struct({
  journal: layerSchema("Journal.layerFolder(path)"),
  ifDifferent: Schema.optional(Schema.Literals(["fail", "beginAnew"])),
  ifFinished: Schema.optional(Schema.Literals(["beginAnew", "fail"])),
  maxCredits: Schema.optional(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }))),
  timeout: Schema.optional(
    Schema.Unknown.pipe(
      Schema.check(
        Schema.makeFilter((input) => Option.isSome(readDuration(input)), { expected: 'a time such as "2 hours"' }),
      ),
    ),
  ),
} satisfies FieldSchemas<Record<keyof JourneyOptions, unknown>>)
