import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { JobId } from "../../domain/JobId.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import type { WriteRequest } from "../../domain/WriteRequest.ts"
import { orderWriteJob } from "../../jobs/createJob.ts"
import { checkArchive } from "../../results/archiveRows.ts"
import { downloadResult } from "../../results/downloadResult.ts"
import { attribute, moduleAttribute } from "../../transport/telemetry.ts"
import { type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportFailure, ImportRequest } from "./ImportRequest.ts"
import { orderStateOf } from "../journal/JournalEntry.ts"
import { orderOnce, waitForPart } from "../journey/orderOnce.ts"
import { resultOfPart } from "../journal/partFiles.ts"
import { noteForgotten, type UploadedPart, uploadPart } from "./uploadPart.ts"

/** A part whose job has ended: if it is completed, what became of the rows lies in the journal. */
export interface EndedPart {
  readonly part: number
  readonly jobId: JobId
  readonly state: "completed" | "failed" | "skipped"
  /** Zoho's code for why there is no result. */
  readonly code?: string
}

/** A part is not ordered in this run: another one has failed that must be settled first. */
export class HeldBack extends Data.TaggedError("HeldBack") {}

const writeRequest = (request: ImportRequest, { columns, fileId }: UploadedPart): WriteRequest => {
  const { ignoreEmpty, module } = request
  const mappings = columns.map(({ column: _, ...mapping }, index) => ({ ...mapping, index }))
  const resource = { module, fileId, mappings }
  return request.operation === "insert"
    ? { operation: request.operation, ignoreEmpty, resources: [resource] }
    : { operation: request.operation, ignoreEmpty, resources: [{ ...resource, findBy: request.findBy }] }
}

/** What Zoho answers to an order whose file it does not have: uploads are not kept for ever. */
const isOfLostFile = ({ code }: { readonly code?: string | undefined }): boolean =>
  code === "INVALID_FILE_ID" || code === "FILE_NOT_FOUND"

/** Orders the job of a part when it is its turn. An archive that Zoho has forgotten is uploaded again, once. */
const order = (
  plan: ImportPlan,
  part: number,
  uploadsAgain = true,
): Effect.Effect<JobId, ImportFailure | HeldBack, ZohoConnection> =>
  Effect.gen(function* () {
    const state = orderStateOf(yield* plan.journal.entries, nameOfPart(part))
    if (state._tag === "ordered") return state.jobId
    const request = writeRequest(plan.request, yield* uploadPart(plan, part))
    if (!(yield* plan.inOrder.awaitTurn(part))) return yield* new HeldBack()
    return yield* plan.ordering.withPermits(1)(
      Effect.gen(function* () {
        if (!plan.mayOrder()) return yield* new HeldBack()
        return yield* orderOnce(plan.journal, "write", nameOfPart(part), (record) => orderWriteJob(request, record))
      }),
    )
  }).pipe(
    Effect.catchTag("RequestNotAccepted", (refusal) =>
      uploadsAgain && isOfLostFile(refusal)
        ? Effect.andThen(noteForgotten(plan, part), order(plan, part, false))
        : Effect.fail(refusal),
    ),
  )

/** What the journal knows of the end of a part: with it, nothing more is needed of Zoho, who forgets. */
const knownEnd = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number, jobId: JobId) {
  const own = (yield* journal.entries).filter((entry) => "part" in entry && entry.part === nameOfPart(part))
  if (own.some(({ step }) => step === "fetched")) return { part, jobId, state: "completed" } satisfies EndedPart
  const ended = own.findLast((entry) => entry.step === "ended")
  if (ended === undefined || ended.jobId !== jobId) return undefined
  const { code, state } = ended
  return { part, jobId, state, ...(code === undefined ? {} : { code }) } satisfies EndedPart
})

/** Fetches what became of the rows, and keeps it: again, where it is broken. */
const fetchResult = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number, job: WriteJob) {
  yield* journal.keep(resultOfPart(part), downloadResult(job)).pipe(
    Effect.andThen(checkArchive(job.id, journal.read(resultOfPart(part)))),
    Effect.retry({
      schedule: Schedule.exponential("500 millis").pipe(Schedule.upTo({ times: 2 })),
      while: ({ isRetryable }) => isRetryable,
    }),
  )
  yield* journal.append({ step: "fetched", part: nameOfPart(part), at: yield* Clock.currentTimeMillis })
})

/** Notes how a job ended that has no result. */
const noteEnd = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number, job: WriteJob) {
  const state = job.state === "skipped" ? "skipped" : "failed"
  const code = job.resource?.find((each) => each.code !== undefined)?.code
  const end = { jobId: job.id, state, ...(code === undefined ? {} : { code }) } as const
  yield* journal.append({ step: "ended", part: nameOfPart(part), at: yield* Clock.currentTimeMillis, ...end })
  return { part, ...end } satisfies EndedPart
})

/** Carries a part from its rows to what became of them: uploaded, ordered, waited for, fetched. */
export const importPart = (
  plan: ImportPlan,
  part: number,
): Effect.Effect<EndedPart, ImportFailure | HeldBack, ZohoConnection> =>
  Effect.gen(function* () {
    const jobId = yield* order(plan, part)
    yield* Effect.annotateCurrentSpan(attribute.jobId, jobId)
    const known = yield* knownEnd(plan, part, jobId)
    if (known !== undefined) return known
    const job = yield* waitForPart("write", nameOfPart(part), jobId)
    if (job.state !== "completed") return yield* noteEnd(plan, part, job)
    yield* fetchResult(plan, part, job)
    return { part, jobId, state: job.state } satisfies EndedPart
  }).pipe(
    Effect.withSpan("zoho-bulk.importPart", {
      attributes: { ...moduleAttribute(plan.request.module), [attribute.part]: part },
    }),
  )
