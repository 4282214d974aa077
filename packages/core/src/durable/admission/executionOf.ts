import * as Effect from "effect/Effect"
import { CurrentPlacement } from "../engine/CurrentPlacement.ts"
import { workflowOf } from "../workflows/definitions.ts"
import type { Waiting } from "./waitingJourneys.ts"

/**
 * The execution of a journey: as it was named when it began, otherwise one that runs with all others of its
 * organisation.
 */
export const executionOf = Effect.fnUntraced(function* ({ execution, key, kind, organization, run }: Waiting) {
  if (execution !== null) return execution
  const placement = yield* CurrentPlacement
  return placement.executionOf(organization, yield* workflowOf[kind].executionId({ key, run }))
})
