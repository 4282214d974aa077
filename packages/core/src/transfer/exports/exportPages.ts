import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { JobId } from "../../domain/JobId.ts"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { ReadRequest } from "../../domain/ReadRequest.ts"
import { PagesBroken } from "../../failure/TransferFailure.ts"
import type { RequestNotAccepted } from "../../failure/Refusal.ts"
import { orderReadJob } from "../../jobs/createJob.ts"
import { about, moduleAttribute } from "../../transport/telemetry.ts"
import { isSince } from "../../wire/readRequest.ts"
import { expiredToken } from "./beginningAnew.ts"
import { CurrentRowLimit } from "./CurrentRowLimit.ts"
import type { ExportFailure, Selection } from "./ExportRequest.ts"
import type { FieldPart } from "../journal/fieldParts.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { jobFailed, orderOnce, waitForPart } from "../journey/orderOnce.ts"
import { report } from "../journey/Progress.ts"

/** One chain of jobs of an export, each of which reads the page after the previous one's. */
export interface PageChain extends FieldPart {
  /** Lets the chains of one export order one after the other. */
  readonly inTurn: <A, E, R>(order: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** A page of an export whose job is completed. */
export interface ExportedPage {
  readonly job: ReadJob
  readonly page: number
  /** The name of the page in the journal. */
  readonly part: string
  /** API names of the fields that it was asked for; absent if all were. */
  readonly fields: ReadonlyArray<string> | undefined
  /** Orders the page after this one, if there is one. */
  readonly orderNext: Effect.Effect<void, never, ZohoConnection>
}

/** The field that Zoho refuses to read, if it names one. */
const refusedField = ({ code, details }: RequestNotAccepted): string | undefined => {
  const isOfField = code === "FIELD_NOT_SUPPORTED" || code === "FIELD_NOT_AVAILABLE"
  const named = isOfField && typeof details === "object" && details !== null && "api_name" in details
  return named && typeof details.api_name === "string" ? details.api_name : undefined
}

/** What a page has to say of itself, so that none after it is missed, asked for twice, or asked for without end. */
const problemIn = (
  { result }: ReadJob,
  hasTokens: boolean,
  pageOfToken: (token: string) => number | undefined,
): string | undefined => {
  const { count, moreRecords, nextPageToken } = result ?? {}
  if (moreRecords === undefined) return "it does not say whether there are more records"
  if (count === undefined) return "it does not say how many records it has"
  if (moreRecords && count === 0) return "it is empty, but there are more records"
  const hasToken = typeof nextPageToken === "string"
  // Also where the next page is ordered already: the token tells a later page that comes with this one's.
  if (moreRecords && hasTokens && !hasToken) return "there are more records, but no token leads to them"
  const seen = hasToken ? pageOfToken(nextPageToken) : undefined
  return seen === undefined ? undefined : `its token is that of page ${seen}`
}

/** Orders the pages of one chain, each as soon as the one before it is there. */
const pagesOf = Effect.fnUntraced(function* (selection: Selection, journal: JournalKeeper, chain: PageChain) {
  const { inTurn, partOf } = chain
  const { settings } = yield* ZohoConnection
  const scope = yield* Effect.scope
  const hasTokens = isSince("v7", settings.apiVersion)
  const pageOfToken = new Map<string, number>()
  const broken = (page: number, jobId: string, problem: string) =>
    new PagesBroken({ module: selection.module, page, jobId, problem })

  const wantedFields = Effect.fnUntraced(function* () {
    const dropped = (yield* journal.entries).flatMap((entry) => (entry.step === "dropped" ? [entry.field] : []))
    const left = chain.fields?.filter((field) => !dropped.includes(field))
    return left?.length === 0 && !chain.isOnly ? ["id"] : left
  })

  const requestFor = Effect.fnUntraced(function* (page: number, previous: ReadJob | undefined) {
    const pageToken = previous?.result?.nextPageToken
    if (hasTokens && typeof pageToken === "string") return { pageToken } satisfies ReadRequest
    const { dropRefusedFields: _, ...others } = { dropRefusedFields: false, ...selection }
    return { ...others, fields: yield* wantedFields(), page } as ReadRequest
  })

  const order = (page: number, previous: ReadJob | undefined): Effect.Effect<JobId, ExportFailure, ZohoConnection> =>
    inTurn(
      orderOnce(journal, "read", partOf(page), (record) =>
        Effect.flatMap(requestFor(page, previous), (request) => orderReadJob(request, record)),
      ),
    ).pipe(
      Effect.catchTag("RequestNotAccepted", (failure) => {
        const field = refusedField(failure)
        const mayDrop = "dropRefusedFields" in selection && selection.dropRefusedFields === true
        return !mayDrop || field === undefined
          ? Effect.fail(failure)
          : Effect.gen(function* () {
              if (!(yield* wantedFields())?.includes(field)) return yield* failure
              yield* journal.append({ step: "dropped", at: yield* Clock.currentTimeMillis, field })
              yield* report({ _tag: "dropped", field })
              return yield* order(page, previous)
            })
      }),
    )

  const makePage = Effect.fnUntraced(function* (page: number, previous?: ReadJob) {
    const expired = yield* expiredToken(journal, selection.module, page, partOf)
    if (expired !== undefined) return yield* expired
    const id = yield* order(page, previous)
    yield* Effect.annotateCurrentSpan(about.jobId, id)
    const job = yield* waitForPart("read", partOf(page), id)
    if (job.state !== "completed") {
      yield* journal.append({ step: "failed", part: partOf(page), at: yield* Clock.currentTimeMillis })
      return yield* jobFailed(job)
    }
    const problem = problemIn(job, hasTokens, (token) => pageOfToken.get(token))
    if (problem !== undefined) return yield* broken(page, id, problem)
    const { nextPageToken } = job.result ?? {}
    if (typeof nextPageToken === "string") pageOfToken.set(nextPageToken, page)
    const entries = yield* journal.entries
    if (!entries.some((entry) => entry.step === "paged" && entry.part === partOf(page))) {
      yield* journal.append({
        step: "paged",
        part: partOf(page),
        at: yield* Clock.currentTimeMillis,
      })
    }
    return job
  })

  const make = (page: number, previous?: ReadJob) =>
    Effect.withSpan(makePage(page, previous), "zoho-bulk.exportPage", {
      attributes: { ...moduleAttribute(selection.module), [about.page]: page },
    })

  /** Orders a page when it is asked for, and once, however often that is. */
  const ordering = (page: number, previous?: ReadJob) => Effect.cached(Effect.forkIn(make(page, previous), scope))

  const most = yield* CurrentRowLimit
  let rows = 0
  return Stream.paginate({ page: 1, ordered: yield* ordering(1) }, ({ ordered, page }) =>
    Effect.gen(function* () {
      const job = yield* Effect.flatMap(ordered, Fiber.join)
      rows += job.result?.count ?? 0
      const exported = { job, page, part: partOf(page), fields: yield* wantedFields() }
      if (job.result?.moreRecords !== true) return [[{ ...exported, orderNext: Effect.void }], Option.none()] as const
      const next = yield* ordering(page + 1, job)
      const following = Option.some({ page: page + 1, ordered: next })
      const orderNext = rows < most ? Effect.asVoid(next) : Effect.void
      return [[{ ...exported, orderNext }], following] as const
    }),
  )
})

/** The pages of one chain of an export, one after the other. The next one is ordered when its reader says so, or comes for it. */
export const exportPages = (
  selection: Selection,
  journal: JournalKeeper,
  chain: PageChain,
): Stream.Stream<ExportedPage, ExportFailure, ZohoConnection> => Stream.unwrap(pagesOf(selection, journal, chain))

/**
 * Orders the page after this one as soon as the reader comes back for more after a part of this one: a reader who takes
 * a few rows and leaves has not ordered pages that nobody reads. The part is larger than a pipe's buffer, so that a
 * reader at the pipe's other end (`| head`) has left by then.
 */
export const orderingNext =
  <A>({ orderNext }: ExportedPage, part: number, sizeOf: (element: A) => number) =>
  <E, R>(content: Stream.Stream<A, E, R>): Stream.Stream<A, E, R | ZohoConnection> =>
    Stream.suspend(() => {
      let taken = 0
      let isOrdered = false
      return Stream.mapArrayEffect(content, (chunk) => {
        const isDue = !isOrdered && taken > 0 && taken >= part
        isOrdered ||= isDue
        taken += chunk.reduce((sum, element) => sum + sizeOf(element), 0)
        return Effect.as(isDue ? orderNext : Effect.void, chunk)
      })
    })
