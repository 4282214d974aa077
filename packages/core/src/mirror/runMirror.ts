import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { AppendFailure } from "../failure/JournalFailure.ts"
import type { TargetFailure } from "../failure/MirrorFailure.ts"
import { Journal, type JournalKeeper } from "../transfer/journal/Journal.ts"
import { layerJournalMemory } from "../transfer/journal/layerJournalMemory.ts"
import { countCredits, countedFrom } from "../transfer/journey/credits.ts"
import { copyModule } from "./copyModule.ts"
import { CurrentMirrorProgress, tellingOf } from "./MirrorProgress.ts"
import type { CopiedModule, MirrorOptions, MirrorRequest } from "./MirrorRequest.ts"
import type { OpenCopy } from "./MirrorTarget.ts"
import { mirrorSettings } from "./mirrorSettings.ts"
import type { ModuleOutcome } from "./ModuleOutcome.ts"
import { checkWhose } from "./whoseCopies.ts"

/** The journal of a module's export. */
const journalOf = <RJ>(
  { journal }: MirrorOptions<RJ>,
  module: string,
): Effect.Effect<JournalKeeper, AppendFailure, RJ | Scope.Scope> => {
  const layer: Layer.Layer<Journal, AppendFailure, RJ> = journal?.(module) ?? layerJournalMemory()
  return Effect.map(Layer.build(layer), (context) => Context.get(context, Journal))
}

/**
 * Brings the copies of modules up to date: reads what has changed since the last run, and what was deleted; the first
 * time, and now and then, reads everything.
 *
 * **Details**
 *
 * Modules are copied in parallel. One that fails does not stop the others, and leaves its copy unchanged. Each read job
 * costs 50 API credits; in addition, each module costs a request for its fields, two counts, and one request for each
 * 200 deleted records.
 *
 * Copies remember which organisation they were read from. A run of another one fails with `MirrorDiffers`, and orders
 * and changes nothing.
 *
 * A run never trusts its own clock: changes are read from the moment when Zoho accepted the last run's order, by Zoho's
 * clock, minus an overlap, and without an end. Rows may come twice, but none is missed.
 *
 * **Gotchas**
 *
 * A copy has no attachments, no images and no history. Formulas and summaries are as old as the last whole read (`refreshEvery`).
 *
 * **Example** (What failed in the night)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const modules = [{ module: "Leads" }, { module: "Deals" }]
 *
 * export const failed = () =>
 *   Effect.map(Mirror.run({ modules, target: Mirror.folder("/var/lib/zoho/copies") }), (outcomes) =>
 *     outcomes.flatMap((outcome) => (outcome._tag === "failed" ? [outcome.failure] : [])),
 *   )
 * ```
 *
 * @category operations
 */
export const runMirror = <R = never, RJ = never>(
  { modules, target }: MirrorRequest<R>,
  options: MirrorOptions<RJ> = {},
): Effect.Effect<ReadonlyArray<ModuleOutcome>, TargetFailure, ZohoConnection | R | RJ> => {
  const settings = mirrorSettings(options)
  const copy = (wanted: CopiedModule, open: OpenCopy) =>
    Effect.gen(function* () {
      const keeper = yield* journalOf(options, wanted.module)
      return yield* copyModule(wanted, open, keeper, settings)
    }).pipe(
      Effect.scoped,
      tellingOf(wanted.module),
      Effect.catch((failure) => Effect.succeed<ModuleOutcome>({ _tag: "failed", module: wanted.module, failure })),
      Effect.tap((outcome) => Effect.flatMap(CurrentMirrorProgress, (listen) => listen({ _tag: "ended", outcome }))),
    )
  return Effect.gen(function* () {
    const connected = (yield* ZohoConnection).settings
    yield* checkWhose(target.name, yield* target.checkpoints, connected)
    const open = yield* options.wait === true
      ? Effect.retry(target.open, {
          while: ({ _tag }) => _tag === "MirrorTaken",
          schedule: Schedule.spaced("1 second"),
        })
      : target.open
    // Another run may have begun the copies in the meantime.
    yield* checkWhose(target.name, yield* open.checkpoints, connected)
    return yield* Effect.forEach(modules, (wanted) => copy(wanted, open), { concurrency: options.concurrency ?? 3 })
  }).pipe(Effect.scoped, countCredits(countedFrom(options.maxCredits)))
}
