import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { JobNotFound, RequestNotAccepted } from "../../failure/Refusal.ts"
import { PageTokenExpired } from "../../failure/TransferFailure.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { isSince } from "../../wire/readRequest.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import type { FieldPart } from "../journal/fieldParts.ts"
import { jobsIn, orderStateOf } from "../journal/OrderState.ts"
import { identityOf } from "../journal/JourneyIdentity.ts"
import { report } from "../journey/Progress.ts"
import type { ExportFailure, Selection } from "./ExportRequest.ts"

/** How long a page token lives, in milliseconds (v7 create-job page). */
export const pageTokenLife = Duration.toMillis("1 day")

type PartOf = FieldPart["partOf"]

/** Reports that the token which leads to a page, which is still to be ordered, is too old to be sent, if it is. */
export const expiredToken = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  module: string,
  page: number,
  partOf: PartOf,
) {
  const { settings } = yield* ZohoConnection
  const entries = yield* journal.entries
  const paged = entries.findLast((entry) => entry.step === "paged" && entry.part === partOf(page - 1))
  const isOpen = orderStateOf(entries, partOf(page))._tag === "open"
  if (paged === undefined || !isOpen || !isSince("v7", settings.apiVersion)) return undefined
  const expiredAt = paged.at + pageTokenLife
  return (yield* Clock.currentTimeMillis) < expiredAt ? undefined : new PageTokenExpired({ module, page, expiredAt })
})

/** Fails if the pages of an earlier run lead no further, before any of their rows have been emitted. */
const checkWay = Effect.fnUntraced(function* (journal: JournalKeeper, module: string, partOf: PartOf) {
  const entries = yield* journal.entries
  let page = 1
  while (orderStateOf(entries, partOf(page))._tag !== "open") page++
  const expired = yield* expiredToken(journal, module, page, partOf)
  const last = orderStateOf(entries, partOf(page - 1))
  if (expired === undefined || last._tag !== "ordered") return
  const { result } = yield* getJobDetails({ kind: "read", id: last.jobId })
  if (result?.moreRecords === true) return yield* expired
})

/** The failures that say that what an earlier run had ordered is gone: a job, its result, or the token to the next page. */
type Gone = JobNotFound | PageTokenExpired | RequestNotAccepted

const isGone = (failure: unknown): failure is Gone =>
  failure instanceof JobNotFound ||
  failure instanceof PageTokenExpired ||
  (failure instanceof RequestNotAccepted && failure.code === "EXPIRED_VALUE")

/**
 * Lets an export start over if what an earlier run had ordered is gone: reading again does no harm, except for the
 * credits. Once rows have been emitted it fails, and the next call starts over.
 */
export const beginningAnew =
  (selection: Selection, journal: JournalKeeper, parts: ReadonlyArray<FieldPart>) =>
  <A, E, R>(pages: Stream.Stream<A, E | ExportFailure, R>): Stream.Stream<A, E | ExportFailure, R | ZohoConnection> =>
    Stream.unwrap(
      Effect.gen(function* () {
        const { settings } = yield* ZohoConnection
        const entries = yield* journal.entries
        if (!parts.some(({ partOf }) => orderStateOf(entries, partOf(1))._tag === "ordered")) return pages
        let hasFlowed = false
        const goingOn = pages.pipe(
          Stream.mapArray((chunk) => {
            hasFlowed = true
            return chunk
          }),
        )
        /** A job of this run that is not found may only not be found yet. */
        const mayBeFound = (failure: Gone) =>
          Effect.map(
            journal.entries,
            (now) => failure instanceof JobNotFound && jobsIn(now).length > jobsIn(entries).length,
          )
        const begin = Effect.gen(function* () {
          const identity = yield* identityOf({ kind: "export", request: selection }, settings)
          yield* journal.append({ step: "begun", at: yield* Clock.currentTimeMillis, ...identity })
        })
        const checkWays = Effect.forEach(parts, ({ partOf }) => checkWay(journal, selection.module, partOf))
        return Stream.fromEffectDrain(checkWays).pipe(
          Stream.concat(goingOn),
          Stream.catchIf(isGone, (failure) =>
            Stream.unwrap(
              Effect.gen(function* () {
                if (hasFlowed) {
                  if (!(yield* mayBeFound(failure))) yield* Effect.ignore(begin)
                  return Stream.fail(failure)
                }
                yield* begin
                yield* report({ _tag: "begunAnew", reason: failure.summary })
                return pages
              }),
            ),
          ),
        )
      }),
    )
