import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import type { Settings } from "../../settings/Settings.ts"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { textBody } from "../../transport/requestBody.ts"
import { operations } from "../../wire/Operation.ts"
import { readRequestBody } from "../../wire/readRequest.ts"
import { type ExportOrder, requestOf } from "../journeys/exportJourney.ts"
import { unknownJob } from "./placeholders.ts"

/** What an export sends for each page: the order, looks at the job, and the download of its result. */
export const exportRequests = (
  order: ExportOrder,
  settings: Settings,
): Effect.Effect<ReadonlyArray<OutgoingRequest>, InvalidRequest> => {
  const request =
    order.format === "ics"
      ? { ...requestOf(order), module: "Events" as const, fileType: "ics" as const }
      : requestOf(order)
  const body = readRequestBody(settings.apiVersion, request)
  if (Result.isFailure(body)) return Effect.fail(new InvalidRequest(body.failure))
  const text = JSON.stringify(body.success)
  return Effect.succeed([
    outgoingRequest(settings, operations.createReadJob, { body: textBody("application/json", text) }),
    outgoingRequest(settings, operations.getReadJob, { jobId: unknownJob }),
    outgoingRequest(settings, operations.downloadReadResult, { jobId: unknownJob }),
  ])
}
