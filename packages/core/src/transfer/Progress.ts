import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { JobKind } from "../domain/JobKind.ts"
import type { JobState } from "../domain/JobState.ts"

/**
 * Something that a journey did. `part` names which of its jobs, such as `page 2` or `part 7`; times are in milliseconds.
 *
 * @category models
 */
export type ProgressEvent =
  | { readonly _tag: "ordered"; readonly part: string; readonly kind: JobKind; readonly jobId: string }
  | {
      readonly _tag: "looked"
      readonly part: string
      readonly kind: JobKind
      readonly jobId: string
      readonly state: JobState
      readonly elapsedMillis: number
    }
  | { readonly _tag: "dropped"; readonly field: string }
  | { readonly _tag: "split"; readonly rows: number; readonly parts: number }
  | { readonly _tag: "uploaded"; readonly part: string }
  | { readonly _tag: "flowed"; readonly part: string; readonly rows: number }

/**
 * Is told what journeys do; by default nobody is.
 *
 * **Example** (A line in the log for each job)
 *
 * ```ts
 * import { exportRecords, Progress } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const contacts = exportRecords({ module: "Contacts" }).pipe(
 *   Stream.provideService(Progress.CurrentProgress, (event) =>
 *     event._tag === "ordered" ? Effect.log(`${event.part}: job ${event.jobId}`) : Effect.void,
 *   ),
 * )
 * ```
 *
 * @category configuration
 */
export const CurrentProgress = Context.Reference<(event: ProgressEvent) => Effect.Effect<void>>(
  "@zoho-bulk/core/transfer/CurrentProgress",
  { defaultValue: () => () => Effect.void },
)

/** Tells whoever listens. */
export const report = (event: ProgressEvent): Effect.Effect<void> =>
  Effect.flatMap(CurrentProgress, (listen) => listen(event))
