import * as Clock from "effect/Clock"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
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
import { executionOf } from "./executionOf.ts"
import { takeUpLost } from "./takeUpLost.ts"
import { activeOn, markRunning, nextInLine, organizationsInLine, unwanted, type Waiting } from "./waitingJourneys.ts"

const giveWord = Effect.fnUntraced(function* (journey: Waiting, number: number, value: Word) {
  const executionId = yield* executionOf(journey)
  const deferred = wordOn(number)
  const token = DurableDeferred.tokenFromExecutionId(deferred, { workflow: workflowOf[journey.kind], executionId })
  yield* DurableDeferred.succeed(deferred, { token, value })
})

/** Begins a journey, or resumes it with a word. Both are safe to repeat. */
const begin = Effect.fnUntraced(function* (journey: Waiting, runner: string) {
  const { asks, key, kind, run, word } = journey
  const executionId = yield* executionOf(journey)
  if (word !== null && asks !== null) yield* giveWord(journey, asks.number, word)
  else yield* startExecution(kind, executionId, { key, run })
  yield* markRunning(journey, runner, executionId, yield* Clock.currentTimeMillis)
})

/** Stops a journey, wherever it is. */
const stop = Effect.fnUntraced(function* (journey: Waiting) {
  const executionId = yield* executionOf(journey)
  const token = DurableDeferred.tokenFromExecutionId(cancellation, { workflow: workflowOf[journey.kind], executionId })
  yield* DurableDeferred.succeed(cancellation, { token, value: undefined })
  if (journey.asks !== null) yield* giveWord(journey, journey.asks.number, { _tag: "Cancel" })
})

/** Checks once what needs doing: what is due, what must stop, and whose turn it is among the journeys carried here. */
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

/** Does something again and again, in time with the clock. An engine whose database is away dies of it. */
const again = <E, R>(once: Effect.Effect<void, E, R>, every: Duration.Input) =>
  Effect.repeat(
    Effect.ignore(
      Effect.catchDefect(once, () => Effect.void),
      { log: "Warn" },
    ),
    Schedule.fixed(every),
  )

/**
 * Prepares the store, as `prepareStore` does, and then checks once a second what needs doing, for as long as the layer
 * exists. If a table or an engine cannot be reached, it tries again.
 *
 * **Details**
 *
 * It is part of `layerRunner` and `layerWorkflows`; a program needs it on its own only if something else registers the
 * workflows with the engine.
 *
 * **Example** (With workflows that are registered one by one)
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
    Effect.andThen(Effect.forkScoped(again(takeUpLost, "30 seconds")), Effect.forkScoped(again(admitOnce, "1 second"))),
  ),
)
