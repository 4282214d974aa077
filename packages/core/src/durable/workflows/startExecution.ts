import * as Effect from "effect/Effect"
import { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { JourneyRequest } from "../JourneyRequest.ts"
import { Export, Import, Mirror, Wait } from "./definitions.ts"

/** Begins the workflow of a journey under a name that is given, and does not wait for it. What is under way, or over, is left alone. */
export const startExecution = Effect.fnUntraced(function* (
  kind: JourneyRequest["kind"],
  executionId: string,
  payload: { readonly key: string; readonly run: number },
) {
  const { execute } = yield* WorkflowEngine
  const asked = { executionId, payload, discard: true } as const
  switch (kind) {
    case "export":
      return yield* Effect.orDie(execute(Export, asked))
    case "import":
      return yield* Effect.orDie(execute(Import, asked))
    case "mirror":
      return yield* Effect.orDie(execute(Mirror, asked))
    case "wait":
      return yield* Effect.orDie(execute(Wait, asked))
  }
})
