import type * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../domain/FieldSchemas.ts"
import { readDuration } from "../../domain/readDuration.ts"
import { layerSchema } from "../../results/layerSchema.ts"
import type { Journal } from "../journal/Journal.ts"

/**
 * The options that exports and imports share. All keys are optional. A `journal` remembers what has been done, so that
 * the same call can resume it; without one, that is in memory only. `ifDifferent` decides what happens if the journal
 * has another, unfinished journey: `"fail"` by default. `ifFinished` decides what happens if its journey is finished: by
 * default a new one begins, except for an import that would send rows again whose outcome is unknown. `timeout` and
 * `maxCredits` bound the journey, which then fails with `JobStillRunning`, or with `CreditLimitReached` before the order
 * that would exceed it; there is no bound by default.
 *
 * **Gotchas**
 *
 * A journal is an option, not a service of the program: `Stream.provide(Journal.layerFolder(path))` around an
 * export compiles, but the export does not use that journal.
 *
 * **Example** (At most two hours and 2,000 credits)
 *
 * ```ts
 * import { exportRecords, Journal } from "@zoho-bulk/core"
 * import type { JourneyOptions } from "@zoho-bulk/core/runtime"
 * import { layerFiles } from "@zoho-bulk/node-runner"
 * import { Layer } from "effect"
 *
 * const options = {
 *   journal: Layer.provide(Journal.layerFolder("/var/lib/reports/deals"), layerFiles),
 *   timeout: "2 hours",
 *   maxCredits: 2_000,
 * } satisfies JourneyOptions<unknown>
 *
 * export const deals = exportRecords({ module: "Deals" }, undefined, options)
 * ```
 *
 * @category configuration
 */
export interface JourneyOptions<E = never, R = never> {
  /** Remembers what the journey has done, so that it can be resumed; in memory by default. */
  readonly journal?: Layer.Layer<Journal, E, R> | undefined
  /**
   * What happens if the journal has an unfinished journey with another request, other rows, another host or another
   * organisation: `"fail"`, the default, with `JourneyDiffers` before anything is ordered; or `"beginAnew"`, which drops
   * it and what it knows of its jobs.
   */
  readonly ifDifferent?: "fail" | "beginAnew" | undefined
  /**
   * What happens if the journey in the journal is finished: `"fail"`, with `JourneyFinished`, or `"beginAnew"`. By
   * default a new one begins, except for an import that would send rows again whose outcome is unknown
   * (`OutcomesDiffer`): that one fails.
   */
  readonly ifFinished?: "beginAnew" | "fail" | undefined
  /**
   * The maximum time for the journey, such as `"2 hours"`; after that it fails with `JobStillRunning`, or with
   * `CreateOutcomeUnknown` if an order must be settled first, and can be resumed by its journal. By default it takes as
   * long as it needs.
   */
  readonly timeout?: Duration.Input | undefined
  /**
   * The maximum number of API credits that this run may have spent when it orders a job, at the prices in `operations`:
   * an order that would exceed it is not sent, and the journey fails with `CreditLimitReached` and can be resumed. No
   * maximum by default.
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
