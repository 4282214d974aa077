import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { JobId } from "../../domain/JobId.ts"
import type { WriteRequest } from "../../domain/WriteRequest.ts"
import { orderWriteJob } from "../../jobs/createJob.ts"
import { about, moduleAttribute } from "../../transport/telemetry.ts"
import { awaitEnd, type EndedPart, knownEnd } from "./endOfPart.ts"
import { type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportFailure, ImportRequest } from "./ImportRequest.ts"
import { formatToSend } from "./timesInZone.ts"
import { knownOrder, orderOnce } from "../journey/orderOnce.ts"
import { noteForgotten, type UploadedPart, uploadPart } from "./uploadPart.ts"

/** The part whose order goes out before others are uploaded. */
export const firstPart = 1

/** A part is not ordered in this run: another one has failed that must be settled first. */
export class HeldBack extends Data.TaggedError("HeldBack") {}

const writeRequest = (request: ImportRequest, { columns, fileId }: UploadedPart): WriteRequest => {
  const { ignoreEmpty, module } = request
  const mappings = columns.map((column, index) => {
    const { column: _, timeZone: __, ...mapping } = column
    const format = formatToSend(column)
    return { ...mapping, ...(format === undefined ? {} : { format }), index }
  })
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
    const known = yield* knownOrder(plan.journal, "write", nameOfPart(part))
    if (known !== undefined) return known
    if (part !== firstPart) yield* Deferred.await(plan.firstOrder)
    if (part !== firstPart && !plan.mayOrder()) return yield* new HeldBack()
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

/** Carries a part from its rows to what became of them: uploaded, ordered, waited for, fetched. */
export const importPart = (
  plan: ImportPlan,
  part: number,
): Effect.Effect<EndedPart, ImportFailure | HeldBack, ZohoConnection> =>
  Effect.gen(function* () {
    const jobId = yield* order(plan, part)
    if (part === firstPart) yield* Deferred.succeed(plan.firstOrder, undefined)
    yield* Effect.annotateCurrentSpan(about.jobId, jobId)
    return (yield* knownEnd(plan, part, jobId)) ?? (yield* awaitEnd(plan, part, jobId))
  }).pipe(
    Effect.withSpan("zoho-bulk.importPart", {
      attributes: { ...moduleAttribute(plan.request.module), [about.part]: part },
    }),
  )
