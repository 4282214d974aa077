import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Pull from "effect/Pull"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { ResultTooLarge } from "../../failure/ResultFailure.ts"
import { millisOf } from "../../domain/millisOf.ts"
import { PagesBroken } from "../../failure/TransferFailure.ts"
import type { ResultOptions } from "../../results/fromArchive.ts"
import { isIdColumn, type Row } from "../../results/Rows.ts"
import { CurrentLimits } from "../../settings/Limits.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { report } from "../journey/Progress.ts"
import { CurrentLeftOut } from "./CurrentLeftOut.ts"
import { type ExportedPage, exportPages, type PageChain } from "./exportPages.ts"
import type { ExportFailure, ExportRequest } from "./ExportRequest.ts"
import { RowJoin } from "./RowJoin.ts"
import { rowsOfPage } from "./rowsOfPage.ts"

/** A page of one of the chains. */
interface PageOfChain {
  readonly chain: number
  readonly page: ExportedPage
  /** What all pages of the chain have in common. */
  readonly whole: { header?: Row }
}

/** Takes from a stream what comes next: nothing once it is at its end, and ever after. */
const takeFrom = <A, E, R>(stream: Stream.Stream<A, E, R>) =>
  Effect.map(Stream.toPull(stream), (pull) => {
    let isOver = false
    const taken = Pull.catchDone(pull, () => {
      isOver = true
      return Effect.succeed(undefined)
    })
    return Effect.suspend(() => (isOver ? Effect.succeed(undefined) : taken))
  })

/** Joins the rows of the same page of each chain: always those that lag behind are read. What finds no match waits for the pages after it. */
const joinPages = <E, R>(
  module: string,
  join: RowJoin,
  pages: ReadonlyArray<PageOfChain>,
  options: ResultOptions<E, R>,
): Stream.Stream<Row, ExportFailure | E, ZohoConnection | R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const { maxUnjoinedSize } = yield* CurrentLimits
      const sources = yield* Effect.forEach(pages, (each) =>
        Effect.map(takeFrom(rowsOfPage(module, each.page, each.whole, options)), (next) => ({
          ...each,
          next,
          taken: 0,
        })),
      )
      const open = new Set(sources)
      const part = pages[0]?.page.part ?? ""
      const pull = Effect.gen(function* () {
        while (open.size > 0) {
          const behind = [...open].reduce((least, each) => (each.taken < least.taken ? each : least))
          const { chain, next, page, whole } = behind
          const rows = yield* next
          if (rows === undefined) {
            open.delete(behind)
            continue
          }
          if (!isIdColumn(whole.header?.[0] ?? "")) {
            const problem = "it has no column for the record's id"
            return yield* new PagesBroken({ module, page: page.page, jobId: page.job.id, problem })
          }
          behind.taken += rows.length
          const joined = join.add(chain, rows)
          if (join.size > maxUnjoinedSize) {
            return yield* new ResultTooLarge({ jobId: page.job.id, limit: "maxUnjoinedSize", max: maxUnjoinedSize })
          }
          if (!Arr.isReadonlyArrayNonEmpty(joined)) continue
          const count = joined.length - (joined[0] === join.header ? 1 : 0)
          yield* report({ _tag: "flowed", part, kind: "read", rows: count })
          return joined
        }
        return yield* Cause.done()
      })
      return Stream.fromPull(Effect.succeed(pull))
    }),
  )

/** The maximum duration of an export, in milliseconds. A later time does not belong to a change made during it. */
const longestExport = 7 * 24 * 3_600_000

/** Has what was changed since the first order left out, where somebody reads again what was left out. */
const doubtChanges = Effect.fnUntraced(function* (join: RowJoin, pages: ReadonlyArray<PageOfChain>) {
  if ((yield* CurrentLeftOut) === undefined) return
  const orderedAt = Math.min(...pages.map(({ page }) => millisOf(page.job.createdTime)))
  const { isDoubtful } = join
  join.isDoubtful = (modifiedTime) => {
    const since = millisOf(modifiedTime) - orderedAt
    return (since >= 0 && since < longestExport) || isDoubtful(modifiedTime)
  }
})

/** How many ids of left-out records are reported. */
const mostTold = 20

/** Says at the end which records had no row in some of the results. */
const tellLeftOut = (join: RowJoin) =>
  Stream.fromEffectDrain(
    Effect.gen(function* () {
      const { ids, records } = join.left
      if (records === 0) return
      const listen = yield* CurrentLeftOut
      listen?.(new Set(ids))
      yield* report({ _tag: "leftOut", records, ids: ids.slice(0, mostTold) })
    }),
  )

/**
 * The rows of an export whose fields are read by several chains of jobs, each of which selects the same records, joined
 * by the record's id.
 *
 * Records that are created, deleted or changed while the jobs run may be in only some of the results; if
 * `Modified_Time` is among the fields, each job reads it, which reveals rows of different times. They are left out and
 * reported: the emitted rows are complete, and existed all the while. Two changes in one second show no difference.
 */
export const joinedRows = <E, R>(
  request: ExportRequest,
  journal: JournalKeeper,
  chains: ReadonlyArray<PageChain>,
  options: ResultOptions<E, R>,
): Stream.Stream<Row, ExportFailure | E, ZohoConnection | R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const join = new RowJoin(chains.length, request.fields)
      const nextPages = yield* Effect.forEach(chains, (pages, chain) => {
        const whole: { header?: Row } = {}
        return Effect.map(takeFrom(Stream.rechunk(exportPages(request, journal, pages), 1)), (next) =>
          Effect.map(next, (taken) => taken?.map((page): PageOfChain => ({ chain, page, whole })) ?? []),
        )
      })
      // No page is read before its fellows are there: a download that nobody reads breaks.
      const round = Effect.map(Effect.all(nextPages, { concurrency: "unbounded" }), Arr.flatten)
      return Stream.unfold(undefined, () =>
        Effect.map(round, (pages) => (pages.length === 0 ? undefined : ([pages, undefined] as const))),
      ).pipe(
        Stream.tap((pages) => doubtChanges(join, pages)),
        Stream.flatMap((pages) => joinPages(request.module, join, pages, options)),
        Stream.concat(tellLeftOut(join)),
      )
    }),
  )
