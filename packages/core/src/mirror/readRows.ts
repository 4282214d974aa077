import * as Arr from "effect/Array"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { Condition } from "../domain/Condition.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import type { InvalidJobId } from "../failure/InvalidJobId.ts"
import type { AppendFailure } from "../failure/JournalFailure.ts"
import type { TargetFailure } from "../failure/MirrorFailure.ts"
import { getJobDetails } from "../jobs/getJobDetails.ts"
import { CurrentLostOrdersAsk } from "./CurrentLostOrdersAsk.ts"
import { isIdColumn, type Row } from "../results/Rows.ts"
import { CurrentLeftOut } from "../transfer/exports/CurrentLeftOut.ts"
import type { ExportFailure } from "../transfer/exports/ExportRequest.ts"
import { streamExport } from "../transfer/exports/streamExport.ts"
import { Journal, type JournalKeeper } from "../transfer/journal/Journal.ts"
import { entriesOfNow } from "../transfer/journal/JournalEntry.ts"
import { jobsIn, unknownOrders } from "../transfer/journal/OrderState.ts"
import { CurrentEnding, type Finish } from "../transfer/journey/CurrentEnding.ts"
import { waitForAnswers } from "../transfer/journey/waitForAnswers.ts"
import type { CopyColumn } from "./CopyColumn.ts"
import type { OpenCopy, Staging } from "./MirrorTarget.ts"
import type { CopyPlan } from "./planCopy.ts"
import { millisOf } from "../domain/millisOf.ts"

/** What is read into a copy. */
export interface Reading {
  readonly module: string
  readonly plan: CopyPlan
  /** Whether all rows of the module come. */
  readonly isWhole: boolean
  readonly where: Condition | undefined
}

/** Where rows are staged. */
interface Staged {
  readonly staging: Staging
  /** The columns that the copy will have: those that did not come, or not each time, are gone. */
  readonly columns: Arr.NonEmptyReadonlyArray<CopyColumn>
  /** The columns of the rows that are staged. */
  readonly staged: Arr.NonEmptyReadonlyArray<string>
}

/** Rows that were read and staged. */
export interface RowsRead extends Staged {
  /** How many rows came. */
  readonly rows: number
  /** When Zoho took the first order, by its own clock, in milliseconds since the epoch. */
  readonly orderedAt: number
  readonly jobs: ReadonlyArray<string>
  /**
   * The ids of the records that were left out each time, since they changed between the jobs that share their fields. What was left out once only
   * came another time, or was as it is in the copy when the first order was taken.
   */
  readonly leftOut: ReadonlySet<string>
  /** Writes down that the export is finished: once its rows are in place. */
  readonly finish: Finish
}

/**
 * Gives up orders whose answer nobody saw: reading twice costs credits but does no harm. A program that wants to be
 * asked first is asked.
 */
const giveUpUnknown = Effect.fnUntraced(function* (journal: JournalKeeper) {
  yield* waitForAnswers(journal)
  if (yield* CurrentLostOrdersAsk) return
  const at = yield* Clock.currentTimeMillis
  const parts = unknownOrders(entriesOfNow(yield* journal.entries))
  yield* Effect.forEach(parts, (part) => journal.append({ step: "abandoned", part, at }), { discard: true })
})

/**
 * Gives up pages that do not fit together: the next run orders them again, instead of resuming with the same ones over
 * and over.
 */
const giveUpPages = (journal: JournalKeeper) =>
  Effect.flatMap(Clock.currentTimeMillis, (at) => journal.append({ step: "finished", at }))

/** When Zoho accepted the first order of an export: according to its answer, or to the job itself. */
const orderedAt = Effect.fnUntraced(function* (journal: JournalKeeper) {
  const entries = entriesOfNow(yield* journal.entries)
  const first = entries.find((entry) => entry.step === "ordered")
  if (first?.zohoTime !== undefined) return first.zohoTime
  const [id = ""] = jobsIn(entries)
  return millisOf((yield* getJobDetails({ kind: "read", id })).createdTime)
})

/** The columns that come, in their order, and those that the copy has beside them. */
const columnsOf = ({ columns }: CopyPlan, header: Row, isKnown: (name: string) => boolean) => {
  const at = new Map(header.map((name, place) => [isIdColumn(name) ? "id" : name, place]))
  const [id, ...others] = columns
  return {
    columns: [id, ...others.filter(({ name }) => at.has(name) || isKnown(name))] as const,
    staged: ["id", ...header.slice(1)] as const,
  }
}

/**
 * Marks the columns that did not arrive as gone: Zoho refused them, because somebody removed them after their fields
 * were read. The next run must know that, because it may meet other fields with the same names.
 */
const withGone = ([id, ...others]: Staged["columns"], came: ReadonlyArray<string>): Staged["columns"] => [
  id,
  ...others.map((column) => (came.includes(column.name) ? column : { ...column, isGone: true })),
]

/** Puts the cells of rows in the order of those that were staged before: a field may have gone in between. */
const arrangedAs = (before: ReadonlyArray<string>, now: ReadonlyArray<string>): ((row: Row) => Row) => {
  if (before.length === now.length && before.every((name, at) => name === now[at])) return (row) => row
  const places = before.map((name) => now.indexOf(name))
  return (row) => places.map((place) => row[place] ?? "")
}

/**
 * Reads rows of a module and stages them in its copy.
 *
 * Where the journal has an unfinished export of the same, that one is taken up: its rows are read from the beginning, of jobs that are there. Rows
 * that were read earlier in the same run stay, but for those that come again.
 */
export const readRows = Effect.fnUntraced(function* (
  { isWhole, module, plan, where }: Reading,
  copy: OpenCopy,
  keeper: JournalKeeper,
  isKnown: (name: string) => boolean,
  earlier?: RowsRead,
): Effect.fn.Return<
  RowsRead,
  ExportFailure | CallFailure | InvalidJobId | AppendFailure | TargetFailure,
  ZohoConnection | Scope.Scope
> {
  yield* giveUpUnknown(keeper)
  let finish: Finish = Effect.void
  const request = { module, fields: plan.fields, dropRefusedFields: true, ...(where === undefined ? {} : { where }) }
  const rows = streamExport(request, {
    journal: Layer.succeed(Journal, keeper),
    ifDifferent: "beginAnew",
  }).pipe(
    Stream.provideService(CurrentEnding, (write) => Effect.sync(() => void (finish = write))),
    Stream.provideService(CurrentLeftOut, (ids) => void (leftOut = ids)),
  )
  let begun: Staged | undefined
  let count = 0
  let leftOut: ReadonlySet<string> = new Set()
  let arrange = (row: Row): Row => row
  const begin = Effect.fnUntraced(function* (header: Row) {
    const { columns, staged } = columnsOf(plan, header, isKnown)
    begun =
      earlier === undefined
        ? {
            staging: yield* copy.stage({ module, columns, staged, isWhole }),
            columns: withGone(columns, staged),
            staged,
          }
        : { ...earlier, columns: withGone(earlier.columns, staged) }
    arrange = arrangedAs(begun.staged, staged)
    return begun
  })
  // Made once: what a generator function has in its closure, V8 holds until it collects its old generation.
  const stage = Effect.fnUntraced(function* (chunk: Arr.NonEmptyReadonlyArray<Row>) {
    const rest = begun === undefined ? chunk.slice(1) : chunk
    const { staging } = begun ?? (yield* begin(chunk[0]))
    const body = rest.map(arrange)
    count += body.length
    if (Arr.isReadonlyArrayNonEmpty(body)) yield* staging.add(body)
  })
  yield* Stream.runForEachArray(rows, stage).pipe(
    Effect.tapErrorTag("PagesBroken", () => Effect.ignore(giveUpPages(keeper))),
  )
  const { columns, staged, staging } = begun ?? (yield* begin(plan.fields))
  const jobs = jobsIn(entriesOfNow(yield* keeper.entries))
  return {
    staging,
    columns,
    staged,
    leftOut: earlier === undefined ? leftOut : new Set([...leftOut].filter((id) => earlier.leftOut.has(id))),
    finish,
    rows: (earlier?.rows ?? 0) + count,
    orderedAt: earlier?.orderedAt ?? (yield* orderedAt(keeper)),
    jobs: [...(earlier?.jobs ?? []), ...jobs],
  }
})
