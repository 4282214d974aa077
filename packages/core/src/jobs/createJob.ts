import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Schema from "effect/Schema"
import type { Connection } from "../connection/Connection.ts"
import { createOnce, type OrderRecord, unrecorded } from "../connection/createOnce.ts"
import { readReply } from "../connection/readReply.ts"
import { ZohoConnection } from "../connection/ZohoConnection.ts"
import type { ApiVersion } from "../domain/ApiVersion.ts"
import type { CreatedJob } from "../domain/CreatedJob.ts"
import type { JobKind } from "../domain/JobKind.ts"
import { ReadCalendar, ReadNextPage, ReadRecords, type ReadRequest } from "../domain/ReadRequest.ts"
import { WriteRequest } from "../domain/WriteRequest.ts"
import type { CallFailure } from "../failure/CallFailure.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { CreateOutcomeUnknown } from "../failure/CreateOutcomeUnknown.ts"
import { textBody } from "../transport/requestBody.ts"
import { readHttpDate } from "../transport/retryAfter.ts"
import { createdJob } from "../wire/createdJob.ts"
import { operations } from "../wire/Operation.ts"
import { readRequestBody } from "../wire/readRequest.ts"
import { writeRequestBody } from "../wire/writeRequest.ts"
import { checkRequest } from "./checkRequest.ts"

/**
 * Every way in which `createReadJob` and `createWriteJob` can fail.
 *
 * **Example** (Whether the job may exist all the same)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const mayExist = ({ _tag }: Failure.CreateJobFailure): boolean =>
 *   _tag === "CreateOutcomeUnknown"
 * ```
 *
 * @category errors
 */
export type CreateJobFailure = InvalidRequest | CallFailure | CreateOutcomeUnknown

const formOf = (request: ReadRequest) => {
  const keys: Readonly<Record<string, unknown>> = { ...request }
  if (keys["pageToken"] !== undefined) return ReadNextPage
  return keys["fileType"] === "ics" ? ReadCalendar : ReadRecords
}

/** The body that orders a read job. */
export const readJobOrder = (version: ApiVersion, request: ReadRequest): Result.Result<Schema.Json, InvalidRequest> =>
  checkRequest("the request", formOf(request), request).pipe(
    Result.flatMap((checked) => Result.mapError(readRequestBody(version, checked), (why) => new InvalidRequest(why))),
  )

/** The body that orders a write job. */
export const writeJobOrder = (version: ApiVersion, request: WriteRequest): Result.Result<Schema.Json, InvalidRequest> =>
  checkRequest("the request", WriteRequest, request).pipe(
    Result.flatMap((checked) => Result.mapError(writeRequestBody(version, checked), (why) => new InvalidRequest(why))),
  )

const create = Effect.fnUntraced(function* <Kind extends JobKind, E>(
  connection: Connection,
  kind: Kind,
  order: Result.Result<Schema.Json, InvalidRequest>,
  record: OrderRecord<E>,
): Effect.fn.Return<CreatedJob<Kind>, CreateJobFailure | E> {
  const body = JSON.stringify(yield* Effect.fromResult(order))
  const operation = kind === "read" ? operations.createReadJob : operations.createWriteJob
  const details = { body: textBody("application/json", body) }
  const { reply, sentAt } = yield* createOnce(connection, operation, details, record)
  const created = yield* Effect.catchTag(
    readReply(reply, (raw) => createdJob(kind, raw)),
    "UnreadableAnswer",
    ({ problem, request }) => Effect.fail(new CreateOutcomeUnknown({ request, reason: problem, sentAt })),
  )
  const zohoTime = readHttpDate(reply.answer.date ?? "")
  return zohoTime === undefined ? created : { ...created, zohoTime }
})

/** Orders a read job as `createReadJob` does, and records the order. */
export const orderReadJob = <E>(
  request: ReadRequest,
  record: OrderRecord<E>,
): Effect.Effect<CreatedJob<"read">, CreateJobFailure | E, ZohoConnection> =>
  ZohoConnection.use((connection) =>
    Effect.suspend(() => create(connection, "read", readJobOrder(connection.settings.apiVersion, request), record)),
  )

/** Orders a write job as `createWriteJob` does, and records the order. */
export const orderWriteJob = <E>(
  request: WriteRequest,
  record: OrderRecord<E>,
): Effect.Effect<CreatedJob<"write">, CreateJobFailure | E, ZohoConnection> =>
  ZohoConnection.use((connection) =>
    Effect.suspend(() => create(connection, "write", writeJobOrder(connection.settings.apiVersion, request), record)),
  )

/**
 * Orders a read job. Costs 50 API credits.
 *
 * **Details**
 *
 * Fails with `InvalidRequest` before anything is sent if a key is misspelt, the list of fields is empty, or the
 * connection's version of the API cannot express the request. The order is never sent twice blindly: if its answer is
 * lost, the failure is `CreateOutcomeUnknown`. `Failure.CreateJobFailure` lists the others.
 *
 * **Gotchas**
 *
 * Interrupting it in flight may leave behind a job whose id is unknown; `exportModule` and `importRows` wait for the
 * answer.
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
export const createReadJob = (
  request: createReadJob.Request,
): Effect.Effect<CreatedJob<"read">, CreateJobFailure, ZohoConnection> => orderReadJob(request, unrecorded)

/** What `createReadJob` accepts. */
export declare namespace createReadJob {
  /** The request for a read job. */
  export type Request = ReadRequest
}

/**
 * Orders a write job for an uploaded file. Costs 500 API credits.
 *
 * **Details**
 *
 * Fails with `InvalidRequest` before anything is sent if a key is misspelt or the connection's version of the API
 * cannot express the request. The order is never sent twice blindly: if its answer is lost, the failure is
 * `CreateOutcomeUnknown`. `Failure.CreateJobFailure` lists the others.
 *
 * **Gotchas**
 *
 * Interrupting it in flight may leave behind a job whose id is unknown; `exportModule` and `importRows` wait for the answer.
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
export const createWriteJob = (
  request: createWriteJob.Request,
): Effect.Effect<CreatedJob<"write">, CreateJobFailure, ZohoConnection> => orderWriteJob(request, unrecorded)

/** What `createWriteJob` accepts. */
export declare namespace createWriteJob {
  /** The request for a write job. */
  export type Request = WriteRequest
}
