import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as Stream from "effect/Stream"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import type { WriteRequest } from "../../domain/WriteRequest.ts"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import { columnsFor } from "../../transfer/importPart.ts"
import { reasonColumn } from "../../transfer/ImportRequest.ts"
import { textBody } from "../../transport/requestBody.ts"
import { operations } from "../../wire/Operation.ts"
import { writeRequestBody } from "../../wire/writeRequest.ts"
import { type ImportOrder, importRequestOf } from "../journeys/importJourney.ts"
import { inputRows } from "../rows/inputRows.ts"
import { unknownFile, unknownJob, unknownOrganization, writeResultUrl } from "./placeholders.ts"

/** What an import sends for each part, its columns read from the input: the file, the order, looks at the job, and the download of its result. */
export const importRequests = Effect.fnUntraced(function* (order: ImportOrder, settings: Settings) {
  const [header = []] = yield* Stream.runCollect(Stream.take(inputRows(order.file, order.format), 1))
  const columns = yield* columnsFor(
    importRequestOf(order),
    header.filter((name) => name !== reasonColumn),
  )
  const body = writeRequestBody(settings.apiVersion, {
    operation: order.operation,
    ignoreEmpty: order.ignoreEmpty,
    resources: [
      {
        module: order.module,
        fileId: unknownFile,
        findBy: order.findBy,
        mappings: columns.map(({ field }, index) => ({ field, index })),
      },
    ],
  } as WriteRequest)
  if (Result.isFailure(body)) return yield* new InvalidRequest(body.failure)
  const text = JSON.stringify(body.success)
  const headers = { feature: "bulk-write", "x-crm-org": settings.orgId ?? unknownOrganization }
  return [
    ...(settings.orgId === undefined ? [outgoingRequest(settings, operations.getOrganization, {})] : []),
    outgoingRequest(settings, operations.uploadFile, { headers }),
    outgoingRequest(settings, operations.createWriteJob, { body: textBody("application/json", text) }),
    outgoingRequest(settings, operations.getWriteJob, { jobId: unknownJob }),
    outgoingRequest(settings, operations.downloadWriteResult, {
      jobId: unknownJob,
      url: writeResultUrl(settings, unknownJob),
    }),
  ]
})
