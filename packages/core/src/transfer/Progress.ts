import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { JobKind } from "../domain/JobKind.ts"
import type { JobState } from "../domain/JobState.ts"

/**
 * Something that a journey did.
 *
 * @category models
 */
export type ProgressEvent =
  | { readonly is: "ordered"; readonly part: string; readonly kind: JobKind; readonly jobId: string }
  | {
      readonly is: "looked"
      readonly part: string
      readonly kind: JobKind
      readonly jobId: string
      readonly state: JobState
      readonly elapsedMillis: number
    }
  | { readonly is: "dropped"; readonly field: string }
  | { readonly is: "split"; readonly rows: number; readonly parts: number }
  | { readonly is: "uploaded"; readonly part: string }
  | { readonly is: "flowed"; readonly part: string; readonly rows: number }

/**
 * Is told what journeys do; by default nobody is.
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
