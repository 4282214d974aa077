import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import * as Schedule from "effect/Schedule"
import type * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import type * as SqlClient from "effect/sql/SqlClient"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { StorageFailed } from "../../failure/StorageFailed.ts"
import { keptInFolder, removeKeptResults } from "../../results/keptInFolder.ts"
import { CurrentKeptResults } from "../../results/CurrentKeptResults.ts"
import { countCredits } from "../../transfer/journey/credits.ts"
import { CurrentProgress } from "../../transfer/journey/Progress.ts"
import type { JourneyRequest } from "../JourneyRequest.ts"
import type { OpenOrder } from "../JourneyState.ts"
import { sharedConnection } from "../organizations/sharedConnection.ts"
import { Organizations } from "../Organizations.ts"
import { Runner } from "../Runner.ts"
import { beginLife, endCancelled, endUnreadable, fenceOut, type JourneyLife } from "../table/JourneyLife.ts"
import { type JourneyRow, readRows, rowOf } from "../table/JourneyRow.ts"
import type { Word } from "../word.ts"
import { CurrentJourneyListener, tellUnread } from "./CurrentJourneyListener.ts"
import { countOutcomes } from "./outcomeCount.ts"
import { type Carried, endOf, failedBy, type JourneyFailed, questionOf } from "./Carried.ts"
import { carryExport } from "./carryExport.ts"
import { carryImport, unknownRows } from "./carryImport.ts"
import { carryMirror } from "./carryMirror.ts"
import { carryWait } from "./carryWait.ts"
import type { Errand, Lost } from "./Errand.ts"
import { bug, failureDocument, mayPass, type TellingFailure, unexpected, wantsSignIn } from "./failureDocument.ts"
import { settleByWord } from "./settleByWord.ts"
import { tellingLife } from "./tellingLife.ts"

/** A question that was asked, and the word on it. */
export interface Answered {
  readonly order: OpenOrder
  readonly word: Word
}

/** A journey, and the how-manieth time it is that somebody submitted it. */
export interface JourneyRun {
  readonly key: string
  readonly run: number
}

type Services = ZohoConnection | SqlClient.SqlClient | FileSystem.FileSystem | Path.Path | Runner

const carryRequest = (
  request: JourneyRequest,
  errand: Errand,
): Effect.Effect<Schema.Json, TellingFailure | Lost, Services> => {
  switch (request.kind) {
    case "export":
      return carryExport(request, errand)
    case "import":
      return carryImport(request, errand)
    case "mirror":
      return carryMirror(request, errand)
    case "wait":
      return carryWait(request)
  }
}

const folderOf = ({ folder, key }: Pick<JourneyRow, "folder" | "key">) =>
  Path.Path.useSync(({ join }) => join(folder, key))

/** Removes the results that a journey has read, after a check: exports and mirrors keep them until they are over. */
const removeResults = <E, R>(
  journey: Pick<JourneyRow, "folder" | "key"> & { readonly kind: string },
  check: Effect.Effect<void, E, R>,
) =>
  journey.kind === "export" || journey.kind === "mirror"
    ? Effect.flatMap(folderOf(journey), (folder) => removeKeptResults(folder, check))
    : check

/** When a journey is tried again that failed for what may pass: soon at first, every five minutes in the end, for some six hours. */
const laterAgain = Schedule.min([Schedule.exponential("5 seconds"), Schedule.spaced("5 minutes")])
const mostTries = 72

/** Explains a word that does not fit by asking again. */
const settle = (errand: Errand, { order, word }: Answered) =>
  Effect.matchEffect(settleByWord(errand, order, word), {
    onSuccess: () => Effect.undefined,
    onFailure: (failure) =>
      mayPass(failure) || failure._tag === "StorageFailed"
        ? Effect.fail(failure)
        : Effect.succeed({ ...order, number: order.number + 1, message: failure.summary }),
  })

const carryOne = Effect.fnUntraced(function* (
  journey: JourneyRow,
  life: JourneyLife,
  number: number,
  answered: Answered | undefined,
): Effect.fn.Return<Carried, TellingFailure | Lost, Services> {
  const folder = yield* folderOf(journey)
  const errand: Errand = { ...journey, check: life.check, keepResult: life.keepResult, kept: journey.result }
  const asksAgain = answered === undefined ? undefined : yield* settle(errand, answered)
  if (asksAgain !== undefined) return { _tag: "Asks", order: { ...asksAgain, number } }
  if (journey.request === null) return { _tag: "Done", result: null }
  const result = carryRequest(journey.request, errand).pipe(
    Effect.provideService(CurrentKeptResults, yield* keptInFolder(folder, journey.key, life.check)),
    Effect.catchIf(
      (failure) => failure._tag === "JourneyFinished" && journey.result !== null,
      () => {
        const unknown = journey.kind === "import" ? unknownRows(journey.result) : undefined
        return unknown === undefined ? Effect.succeed(journey.result) : Effect.fail(unknown)
      },
    ),
  )
  return { _tag: "Done", result: yield* result }
})

const carryOn = Effect.fnUntraced(function* (
  journey: JourneyRow,
  life: JourneyLife,
  number: number,
  answered: Answered | undefined,
): Effect.fn.Return<
  Carried,
  JourneyFailed | StorageFailed,
  Organizations | SqlClient.SqlClient | FileSystem.FileSystem | Path.Path | Runner | Scope.Scope
> {
  const telling = yield* tellingLife(life, journey.jobs)
  const told = yield* CurrentJourneyListener
  const nothing = { asks: null, failure: null, result: null }
  const ended = yield* Effect.gen(function* () {
    const { connected } = yield* Organizations
    const zoho: Context.Context<ZohoConnection> = yield* connected(journey.organization)
    const connection = yield* sharedConnection(Context.get(zoho, ZohoConnection), journey.organization)
    // A connection that is metered listens, too.
    const metered = Context.get(zoho, CurrentProgress)
    return yield* carryOne(journey, life, number, answered).pipe(
      countCredits(telling.credits),
      Effect.provideService(CurrentProgress, (event) => Effect.andThen(metered(event), telling.listen(event))),
      Effect.provideService(ZohoConnection, connection),
      Effect.provideContext(zoho),
    )
  }).pipe(
    Effect.tapError((failure) => ("summary" in failure && mayPass(failure) ? telling.waits(failure) : Effect.void)),
    Effect.retry({
      while: (failure: TellingFailure | Lost) => "summary" in failure && mayPass(failure),
      schedule: laterAgain,
      times: mostTries,
    }),
    Effect.catchDefect(() => Effect.fail<TellingFailure | Lost>(bug)),
    Effect.result,
  )
  yield* telling.flush
  if (Result.isSuccess(ended)) {
    if (ended.success._tag === "Asks") {
      yield* life.ask(ended.success.order)
      yield* told({ ...journey, ...nothing, state: "needs-a-word", asks: ended.success.order })
    }
    if (ended.success._tag === "Done") {
      const { result } = ended.success
      yield* removeResults(journey, life.keepResult(result))
      yield* life.complete
      yield* countOutcomes({ kind: journey.kind, result })
      yield* told({ ...journey, ...nothing, state: "completed", result })
    }
    return ended.success
  }
  const { failure } = ended
  const order = questionOf(failure, number)
  if (order !== undefined) {
    yield* life.ask(order)
    yield* told({ ...journey, ...nothing, state: "needs-a-word", asks: order })
    return { _tag: "Asks", order }
  }
  if (wantsSignIn(failure)) yield* (yield* Organizations).forget?.(journey.organization) ?? Effect.void
  const document = failureDocument("summary" in failure ? failure : bug)
  yield* removeResults(journey, life.check)
  yield* life.fail(document)
  yield* told({ ...journey, ...nothing, state: "failed", failure: document })
  return yield* Effect.fail(failedBy(document))
})

/** No other try reads it. */
const endUnread = Effect.fnUntraced(function* (key: string, rows: ReadonlyArray<object>, failure: StorageFailed) {
  const document = failureDocument(failure)
  yield* endUnreadable(key, document)
  yield* Effect.forEach(rows, (row) => tellUnread(row, key, document), { discard: true })
  return yield* Effect.fail(failedBy(document))
})

/**
 * Carries a journey as far as it goes: to its end, or to a question. It may run at any time, and twice at once: the journal sees to it that it does
 * nothing twice, and the table to it that what counts is what the last one says. A run that was followed by another one is over. A table that cannot
 * be reached is waited for.
 */
export const carryJourney = (
  { key, run }: JourneyRun,
  number: number,
  answered?: Answered,
): Effect.Effect<
  Carried,
  JourneyFailed,
  Organizations | SqlClient.SqlClient | FileSystem.FileSystem | Path.Path | Runner
> =>
  Effect.gen(function* () {
    const { name, places } = yield* Runner
    return yield* places.withPermits(1)(
      Effect.scoped(
        Effect.gen(function* () {
          const life = yield* beginLife(key, name, run)
          const rows = yield* rowOf(key)
          const read = yield* Effect.result(readRows(rows))
          if (Result.isFailure(read)) return yield* endUnread(key, rows, read.failure)
          const [journey] = read.success
          if (journey === undefined) return yield* Effect.fail(failedBy(unexpected))
          if (journey.run !== run) return { _tag: "Cancelled" } as const
          return life === undefined ? yield* endOf(journey) : yield* carryOn(journey, life, number, answered)
        }),
      ),
    )
  }).pipe(
    Effect.retry({ while: (failure) => failure._tag === "StorageFailed", schedule: Schedule.spaced("5 seconds") }),
    Effect.catchTag("StorageFailed", () => Effect.fail(failedBy(unexpected))),
  )

/** Removes the results that a run of a journey has read, and writes down that it was cancelled, once whoever was at it has stopped. */
export const cancelRun = Effect.fnUntraced(function* ({ key, run }: JourneyRun) {
  const journey = yield* fenceOut(key, run)
  if (journey === undefined) return
  const isOver = Effect.map(fenceOut(key, run), (still) => still === undefined)
  const check = Effect.flatMap(isOver, (over) => (over ? Effect.fail("over" as const) : Effect.void))
  yield* removeResults({ ...journey, key }, check).pipe(
    Effect.catchIf(
      (failure) => failure === "over",
      () => Effect.void,
    ),
  )
  yield* endCancelled(key, run)
})
