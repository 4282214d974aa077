import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Connection } from "../connection/Connection.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { CreatedJob } from "../domain/CreatedJob.ts"
import type { JobKind } from "../domain/JobKind.ts"
import type { NotExpressible } from "../wire/NotExpressible.ts"
import type { ReadRequest } from "../domain/ReadRequest.ts"
import type { WriteRequest } from "../domain/WriteRequest.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { CreateOutcomeUnknown } from "../failure/TransferFailure.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { createdJob } from "../wire/createdJob.ts"
import { operations } from "../wire/Operation.ts"
import { readRequestBody } from "../wire/readRequest.ts"
import { writeRequestBody } from "../wire/writeRequest.ts"
import { readReply } from "../connection/readReply.ts"

/**
 * Every way in which {@link createReadJob} and {@link createWriteJob} can fail.
 *
 * @category errors
 */
export type CreateJobFailure = InvalidRequest | CallFailure | CreateOutcomeUnknown

const order = Effect.fnUntraced(function* (
  { create }: Connection,
  kind: JobKind,
  body: Result.Result<Schema.Json, NotExpressible>,
): Effect.fn.Return<CreatedJob, CreateJobFailure> {
  if (Result.isFailure(body)) return yield* new InvalidRequest(body.failure)
  const operation = kind === "read" ? operations.createReadJob : operations.createWriteJob
  const reply = yield* create(operation, { body: { type: "application/json", text: JSON.stringify(body.success) } })
  return yield* Effect.catchTag(
    readReply(reply, (raw) => createdJob(kind, raw)),
    "UnreadableAnswer",
    ({ problem, request }) =>
      Effect.flatMap(Clock.currentTimeMillis, (sentAt) =>
        Effect.fail(new CreateOutcomeUnknown({ request, reason: problem, sentAt })),
      ),
  )
})

/**
 * Orders a read job: 50 API credits.
 *
 * **Details**
 *
 * What the connection's version of the API cannot express is refused before anything is sent. The order is never sent twice
 * blindly: where its answer is lost, the failure is `CreateOutcomeUnknown`.
 *
 * **Gotchas**
 *
 * Who interrupts it while the order is under way may leave a job behind and not know its id; `exportModule` and `importRows` wait for the answer.
 *
 * **Example** (Contacts whose name begins with P)
 *
 * ```ts
 * import { Condition, createReadJob } from "@zoho-bulk/core"
 *
 * export const order = () =>
 *   createReadJob({
 *     module: "Contacts",
 *     fields: ["Last_Name", "Account_Name.Account_Name"],
 *     where: Condition.field.text("Last_Name").startsWith("P"),
 *   })
 * ```
 *
 * @category operations
 */
export const createReadJob = (request: ReadRequest): Effect.Effect<CreatedJob, CreateJobFailure, ZohoConnection> =>
  ZohoConnection.use((connection) =>
    order(connection, "read", readRequestBody(connection.settings.apiVersion, request)),
  )

/**
 * Orders a write job on a file that is uploaded: 500 API credits.
 *
 * **Details**
 *
 * What the connection's version of the API cannot express is refused before anything is sent. The order is never sent twice
 * blindly: where its answer is lost, the failure is `CreateOutcomeUnknown`.
 *
 * **Gotchas**
 *
 * Who interrupts it while the order is under way may leave a job behind and not know its id; `exportModule` and `importRows` wait for the answer.
 *
 * **Example** (New leads, by the header row of the file)
 *
 * ```ts
 * import { createWriteJob } from "@zoho-bulk/core"
 *
 * export const order = (fileId: string) =>
 *   createWriteJob({ operation: "insert", resources: [{ module: "Leads", fileId }] })
 * ```
 *
 * @category operations
 */
export const createWriteJob = (request: WriteRequest): Effect.Effect<CreatedJob, CreateJobFailure, ZohoConnection> =>
  ZohoConnection.use((connection) =>
    order(connection, "write", writeRequestBody(connection.settings.apiVersion, request)),
  )
