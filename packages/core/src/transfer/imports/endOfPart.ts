import { amount } from "../../domain/amount.ts"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { JobId } from "../../domain/JobId.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { ResultUnreadable } from "../../failure/ResultFailure.ts"
import { checkArchive } from "../../results/archiveRows.ts"
import { downloadResult } from "../../results/downloadResult.ts"
import { wholeArchive } from "../../results/wholeArchive.ts"
import { waitForPart } from "../journey/orderOnce.ts"
import type { JournalEntry } from "../journal/JournalEntry.ts"
import { resultOfPart } from "../journal/partFiles.ts"
import { type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportFailure } from "./ImportRequest.ts"
import { isLostForGood, isOfOneResult, keptFor, lostBecause } from "./lostResult.ts"

type EndWithoutResult = Pick<Extract<JournalEntry, { readonly step: "ended" }>, "jobId" | "state" | "code" | "problem">

/** A part whose job has ended: if it is completed, the outcomes of its rows are in the journal. */
export type EndedPart = { readonly part: number } & (
  | { readonly jobId: JobId; readonly state: "completed" }
  | EndWithoutResult
)

/** What the journal says of a part. */
const entriesOf = ({ journal }: ImportPlan, part: number) =>
  Effect.map(journal.entries, (entries) =>
    entries.filter((entry) => "part" in entry && entry.part === nameOfPart(part)),
  )

/** What the journal knows of the end of a part: with it, nothing more is needed of Zoho, who forgets. */
export const knownEnd = Effect.fnUntraced(function* (
  plan: ImportPlan,
  part: number,
  jobId: JobId,
): Effect.fn.Return<EndedPart | undefined> {
  const own = yield* entriesOf(plan, part)
  if (own.some(({ step }) => step === "fetched")) return { part, jobId, state: "completed" }
  const ended = own.findLast((entry) => entry.step === "ended")
  if (ended === undefined || ended.jobId !== jobId) return undefined
  return { ...ended, part }
})

/** Checks whether the order for a part went out so long ago that Zoho need not have its result any more. */
const isOld = Effect.fnUntraced(function* (plan: ImportPlan, part: number) {
  const ordering = (yield* entriesOf(plan, part)).findLast(({ step }) => step === "ordering")
  return ordering !== undefined && (yield* Clock.currentTimeMillis) - ordering.at >= keptFor
})

/** Writes down how a part ended that has no result. */
const noteEnd = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number, end: EndWithoutResult) {
  yield* journal.append({ step: "ended", part: nameOfPart(part), at: yield* Clock.currentTimeMillis, ...end })
  return { part, ...end } satisfies EndedPart
})

/**
 * Fetches the outcomes of the rows and stores them: again if they are broken, or if Zoho may not have them everywhere
 * yet.
 */
const fetchResult = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number, job: WriteJob, isNew: boolean) {
  if (job.result?.downloadUrl === undefined) {
    return yield* new ResultUnreadable({ jobId: job.id, problem: "Zoho gives no address for it" })
  }
  yield* journal.keep(resultOfPart(part), wholeArchive(job.id, downloadResult(job))).pipe(
    Effect.andThen(checkArchive(job.id, journal.read(resultOfPart(part)))),
    Effect.retry({
      schedule: Schedule.exponential("500 millis").pipe(Schedule.upTo({ times: 2 })),
      while: (failure) => failure.isRetryable || (isNew && isOfOneResult(failure)),
    }),
  )
  yield* journal.append({ step: "fetched", part: nameOfPart(part), at: yield* Clock.currentTimeMillis })
})

/** How a job ended that has no result. One that has written rows by then leaves it open which: nobody may send them again unseen. */
const withoutResult = ({ id: jobId, resource = [], state: ended }: WriteJob): EndWithoutResult => {
  const state = ended === "skipped" ? "skipped" : "failed"
  const code = resource.find((each) => each.code !== undefined)?.code
  const coded = code === undefined ? {} : { code }
  const written = resource.reduce((sum, { file }) => sum + (file?.addedCount ?? 0) + (file?.updatedCount ?? 0), 0)
  if (written === 0) return { jobId, state, ...coded }
  const how = `${state === "skipped" ? "was skipped" : "failed"}${code === undefined ? "" : ` (${code})`}`
  return {
    jobId,
    state: "unknown",
    ...coded,
    problem: `the job ${how}, but had written ${amount(written, "row")} by then`,
  }
}

/** Waits for the job of a part, and fetches what became of the rows. What Zoho does not have any more, nothing brings back: that is an end as well. */
export const awaitEnd = Effect.fnUntraced(function* (
  plan: ImportPlan,
  part: number,
  jobId: JobId,
): Effect.fn.Return<EndedPart, ImportFailure, ZohoConnection> {
  return yield* Effect.gen(function* () {
    const job = yield* waitForPart("write", nameOfPart(part), jobId)
    if (job.state !== "completed") return yield* noteEnd(plan, part, withoutResult(job))
    yield* fetchResult(plan, part, job, !(yield* isOld(plan, part)))
    return { part, jobId, state: job.state } satisfies EndedPart
  }).pipe(
    Effect.catch((failure: ImportFailure) =>
      Effect.flatMap(isOld(plan, part), (old) =>
        isLostForGood(failure, old)
          ? noteEnd(plan, part, { jobId, state: "unknown", problem: lostBecause(failure) })
          : Effect.fail(failure),
      ),
    ),
  )
})
