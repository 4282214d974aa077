import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ColumnTypeChanged, TargetFailure } from "../failure/MirrorFailure.ts"
import { countRecords } from "../metadata/countRecords.ts"
import { getFields } from "../metadata/getFields.ts"
import type { MetadataFailure } from "../metadata/MetadataOptions.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import { operations } from "../wire/Operation.ts"
import type { WholeReason } from "./Checkpoint.ts"
import type { MirrorOptions, MirrorRequest } from "./MirrorRequest.ts"
import { mirrorSettings } from "./mirrorSettings.ts"
import { planCopy } from "./planCopy.ts"
import { checkWhose } from "./whoseCopies.ts"
import { isoOf } from "./zohoTime.ts"
import { millisOf } from "../domain/millisOf.ts"

/**
 * What a run would do for a module.
 *
 * **Example** (Whether it would be cheap)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const isCheap = ({ credits }: Mirror.PlannedModule): boolean => credits < 100
 * ```
 *
 * @category models
 */
export interface PlannedModule {
  /** API name of the module. */
  readonly module: string
  /** Why the whole module would be read; absent if only changes would be. */
  readonly whole?: WholeReason
  /** The moment from which changes would be read, as ISO 8601, by Zoho's clock. */
  readonly changesSince?: string
  /** How many records Zoho counts. */
  readonly records: number
  /** The API credits of its jobs, including one look at each; every further look costs one credit. */
  readonly credits: number
  /** Why it would not be copied; absent if it would be. */
  readonly failure?: ColumnTypeChanged
}

/** The maximum number of records that one job returns (Zoho's bulk-read pages). */
const recordsPerJob = 200_000

/**
 * Returns what a run would do and what it would cost, for two credits per module. Nothing is ordered or changed, and
 * the copies are not locked.
 *
 * **Example** (What a nightly run costs)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const target = Mirror.folder("/var/lib/zoho/copies")
 *
 * export const cost = () =>
 *   Effect.map(Mirror.plan({ modules: [{ module: "Leads" }], target }), (modules) =>
 *     modules.reduce((sum, { credits }) => sum + credits, 0),
 *   )
 * ```
 *
 * @category operations
 */
export const planMirror = Effect.fnUntraced(function* <R = never, RJ = never>(
  { modules, target }: MirrorRequest<R>,
  options: MirrorOptions<RJ> = {},
): Effect.fn.Return<ReadonlyArray<PlannedModule>, TargetFailure | MetadataFailure, ZohoConnection | R> {
  const settings = mirrorSettings(options)
  const checkpoints = yield* target.checkpoints
  yield* checkWhose(target.name, checkpoints, (yield* ZohoConnection).settings)
  const { maxReadFields } = yield* CurrentLimits
  const { createReadJob, downloadReadResult, getReadJob } = operations
  const creditsPerJob = createReadJob.credits + getReadJob.credits + downloadReadResult.credits
  return yield* Effect.forEach(modules, (wanted) =>
    Effect.gen(function* () {
      const { module } = wanted
      const checkpoint = checkpoints.find((each) => each.module === module)
      const fields = yield* getFields(module)
      const now = yield* Clock.currentTimeMillis
      const planned = planCopy({ ...settings, wanted, fields, checkpoint, now })
      const records = yield* countRecords(module)
      if (Result.isFailure(planned)) return { module, records, credits: 0, failure: planned.failure }
      const plan = planned.success
      const chains = Math.ceil(plan.fields.length / maxReadFields)
      const isWhole = checkpoint === undefined || plan.whole !== undefined
      const allPages = Math.max(1, Math.ceil(records / recordsPerJob))
      // Zoho does not count what a condition chooses: all ids are compared then.
      const idPages = settings.compareIds === "always" || wanted.where !== undefined ? allPages : 0
      return {
        module,
        ...(plan.whole === undefined ? {} : { whole: plan.whole }),
        ...(isWhole ? {} : { changesSince: isoOf(millisOf(checkpoint.asOf) - Duration.toMillis(settings.overlap)) }),
        records,
        credits: (chains * (isWhole ? allPages : 1) + idPages) * creditsPerJob,
      }
    }),
  )
})
