import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as SqlClient from "effect/sql/SqlClient"
import * as DurableDeferred from "effect/workflow/DurableDeferred"
import type { WorkflowEngine } from "effect/workflow/WorkflowEngine"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { CurrentPlacement } from "../engine/CurrentPlacement.ts"
import { Runner } from "../Runner.ts"
import { prepareStore } from "../table/journeyTables.ts"
import { submitDue } from "../table/schedules.ts"
import { cancellation, type Word, wordOn } from "../word.ts"
import { workflowOf } from "../workflows/definitions.ts"
import { startExecution } from "../workflows/startExecution.ts"
import { activeOn, markRunning, nextInLine, organizationsInLine, unwanted, type Waiting } from "./waitingJourneys.ts"

/** The execution of a journey: as it was named when it began, else so that it runs where all of its organisation do. */
const executionOf = Effect.fnUntraced(function* ({ execution, key, kind, organization, run }: Waiting) {
  if (execution !== null) return execution
  const placement = yield* CurrentPlacement
  return placement.executionOf(organization, yield* workflowOf[kind].executionId({ key, run }))
})

const giveWord = Effect.fnUntraced(function* (journey: Waiting, number: number, value: Word) {
  const executionId = yield* executionOf(journey)
  const deferred = wordOn(number)
  const token = DurableDeferred.tokenFromExecutionId(deferred, { workflow: workflowOf[journey.kind], executionId })
  yield* DurableDeferred.succeed(deferred, { token, value })
})

/** Begins a journey, or has it go on with a word. Both may be done twice. */
const begin = Effect.fnUntraced(function* (journey: Waiting, runner: string) {
  const { asks, key, kind, run, word } = journey
  const executionId = yield* executionOf(journey)
  if (word !== null && asks !== null) yield* giveWord(journey, asks.number, word)
  else yield* startExecution(kind, executionId, { key, run })
  yield* markRunning(journey, runner, executionId, yield* Clock.currentTimeMillis)
})

/** Has a journey stop, wherever it is. */
const stop = Effect.fnUntraced(function* (journey: Waiting) {
  const executionId = yield* executionOf(journey)
  const token = DurableDeferred.tokenFromExecutionId(cancellation, { workflow: workflowOf[journey.kind], executionId })
  yield* DurableDeferred.succeed(cancellation, { token, value: undefined })
  if (journey.asks !== null) yield* giveWord(journey, journey.asks.number, { _tag: "Cancel" })
})

/** Looks once what is to be done: what is due, what is to stop, and whose turn it is of those that are carried here. */
export const admitOnce: Effect.Effect<void, StorageFailed, SqlClient.SqlClient | WorkflowEngine | Runner> = Effect.gen(
  function* () {
    const { maxActive, maxOfOrganization, name } = yield* Runner
    const { isHere } = yield* CurrentPlacement
    yield* submitDue
    const toStop = (yield* unwanted).filter(({ organization }) => isHere(organization))
    yield* Effect.forEach(toStop, stop, { discard: true })
    const free = maxActive - (yield* activeOn(name))
    if (free <= 0) return
    const organizations = (yield* organizationsInLine(maxOfOrganization)).filter(isHere)
    if (organizations.length === 0) return
    const next = yield* nextInLine(organizations, free, maxOfOrganization)
    yield* Effect.forEach(next, (journey) => begin(journey, name), { discard: true, concurrency: 8 })
  },
)

/**
 * Prepares the store, as `prepareStore` does, and then looks once a second what is to be done, for as long as the layer is there. A table or an
 * engine that cannot be reached is asked again.
 *
 * **Details**
 *
 * It is a part of `layerRunner` and of `layerWorkflows`; a program needs it by itself only where something else makes the workflows known to the engine.
 *
 * **Example** (Beside workflows that are made known one by one)
 *
 * ```ts
 * import { layerAdmission, Wait } from "@zoho-bulk/core/durable"
 * import { Effect, Layer } from "effect"
 *
 * const unwatched = Wait.toLayer(() => Effect.never)
 *
 * export const admitted = Layer.merge(unwatched, layerAdmission)
 * ```
 *
 * @category layers
 */
export const layerAdmission = Layer.effectDiscard(
  Effect.andThen(
    prepareStore,
    Effect.forkScoped(
      Effect.forever(
        Effect.andThen(
          // An engine whose database is away dies of it.
          Effect.ignore(
            Effect.catchDefect(admitOnce, () => Effect.void),
            { log: "Warn" },
          ),
          Effect.sleep("1 second"),
        ),
      ),
    ),
  ),
)
