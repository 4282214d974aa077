import { Deferred, Effect, Layer, Semaphore, Stream } from "effect"
import { type CsvRow, csvBytes, csvRows } from "../../packages/core/src/formats/csv.ts"
import { strictText } from "../../packages/core/src/formats/text.ts"
import { zippedWhole } from "../../packages/core/src/formats/zip.ts"
import { givenRows, type ImportPlan } from "../../packages/core/src/transfer/imports/ImportPlan.ts"
import { joinedOutcomes } from "../../packages/core/src/transfer/imports/joinedOutcomes.ts"
import { packPart } from "../../packages/core/src/transfer/imports/packPart.ts"
import { makePacking } from "../../packages/core/src/transfer/imports/makePacking.ts"
import { makePartsInOrder } from "../../packages/core/src/transfer/imports/PartsInOrder.ts"
import { splitRows } from "../../packages/core/src/transfer/imports/splitRows.ts"
import { sentColumns } from "../../packages/core/src/transfer/imports/uploadPart.ts"
import { memoryJournal } from "../../packages/core/src/transfer/journal/layerJournalMemory.ts"
import { resultOfPart } from "../../packages/core/src/transfer/journal/partFiles.ts"
import { runner } from "../support/runner.ts"
import { contactParts } from "./parts.ts"

const parts = contactParts()

/** How many parts an import of 200,000 contacts has. */
export const partCount = parts.length

const readRows = Stream.fromIterable(parts).pipe(strictText(), csvRows())

const makePlan = Effect.gen(function* () {
  const plan: ImportPlan = {
    journal: memoryJournal(),
    request: { module: "Contacts", operation: "insert" },
    ordering: yield* Semaphore.make(1),
    packing: yield* makePacking,
    inOrder: makePartsInOrder(() => Effect.succeed(new Set())),
    firstOrder: yield* Deferred.make<void>(),
    mayOrder: () => true,
  }
  return plan
})

const eachPart = <E, R>(work: (part: number) => Effect.Effect<unknown, E, R>) =>
  Effect.forEach(
    Array.from({ length: partCount }, (_, at) => at + 1),
    work,
    { discard: true },
  )

const pack = (plan: ImportPlan) =>
  eachPart((part) => Effect.flatMap(sentColumns(plan, part), (columns) => packPart(plan, part, columns)))

/** What Zoho says of a part: all of its rows were added. */
const resultOf = (plan: ImportPlan, part: number): Stream.Stream<CsvRow, unknown> => {
  const told = (row: CsvRow, at: number): CsvRow => [
    ...row.slice(0, 3),
    ...(at === 0 ? ["STATUS", "RECORD_ID", "ERRORS"] : ["ADDED", `41508680000${part * 25_000 + at}`, ""]),
  ]
  return Stream.map(Stream.zipWithIndex(givenRows(plan.journal, part)), ([row, at]) => told(row, at))
}

const keepResults = (plan: ImportPlan) =>
  eachPart((part) =>
    Effect.flatMap(Stream.mkUint8Array(csvBytes(resultOf(plan, part))), (content) =>
      plan.journal.keep(resultOfPart(part), zippedWhole("Contacts.csv", content)),
    ),
  )

const join = (plan: ImportPlan) =>
  eachPart((part) =>
    Effect.flatMap(
      joinedOutcomes(plan, { part, jobId: "4150868000005376042" as never, state: "completed" }, 0),
      Stream.runDrain,
    ),
  )

/** The steps of an import that are work for this machine. */
export type Step = "split" | "pack" | "join"

/** Prepares an import, and gives what takes one of its steps, or all of them, again and again. */
export const prepareImport = (steps: ReadonlyArray<Step>): Promise<() => Promise<void>> =>
  Effect.gen(function* () {
    const ready = yield* makePlan
    yield* splitRows(ready.journal, readRows)
    yield* keepResults(ready)
    const step: Readonly<Record<Step, Effect.Effect<unknown, unknown>>> = {
      split: Effect.flatMap(makePlan, ({ journal }) => splitRows(journal, readRows)),
      pack: pack(ready),
      join: join(ready),
    }
    return () =>
      Effect.forEach(steps, (each) => Effect.asVoid(step[each]), { discard: true }).pipe(
        Effect.provide(runner.layerHttpClient),
        Effect.runPromise,
      )
  }).pipe(Effect.provide(Layer.fresh(runner.layerHttpClient)), Effect.runPromise)
