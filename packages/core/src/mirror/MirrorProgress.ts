import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { CurrentProgress, type ProgressEvent } from "../transfer/journey/Progress.ts"
import type { ModuleOutcome } from "./ModuleOutcome.ts"

/**
 * Something that a mirror did: an event of a module's export, or how the module ended.
 *
 * **Example** (A line for each module)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const line = (event: Mirror.MirrorEvent): string | undefined =>
 *   event._tag === "ended" ? `${event.outcome.module}: ${event.outcome._tag}` : undefined
 * ```
 *
 * @category models
 */
export type MirrorEvent =
  | {
      readonly _tag: "progress"
      /** API name of the module. */
      readonly module: string
      /** What its export did. */
      readonly event: ProgressEvent
    }
  | {
      readonly _tag: "ended"
      /** What became of the module. */
      readonly outcome: ModuleOutcome
    }

/**
 * Receives the events of mirrors; by default nobody does.
 *
 * **Example** (Each module as it ends)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const target = Mirror.folder("/var/lib/zoho/copies")
 *
 * export const told = () =>
 *   Mirror.run({ modules: [{ module: "Leads" }], target }).pipe(
 *     Effect.provideService(Mirror.CurrentMirrorProgress, (event) =>
 *       event._tag === "ended" ? Effect.logInfo(event.outcome.module, event.outcome._tag) : Effect.void,
 *     ),
 *   )
 * ```
 *
 * @category configuration
 */
export const CurrentMirrorProgress = Context.Reference<(event: MirrorEvent) => Effect.Effect<void>>(
  "@zoho-bulk/core/mirror/CurrentMirrorProgress",
  { defaultValue: () => () => Effect.void },
)

/** Passes the events of a module's export on to the mirror's listener. */
export const tellingOf =
  (module: string) =>
  <A, E, R>(copying: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Effect.flatMap(CurrentMirrorProgress, (listen) =>
      Effect.provideService(copying, CurrentProgress, (event) => listen({ _tag: "progress", module, event })),
    )
