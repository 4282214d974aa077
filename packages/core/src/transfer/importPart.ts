import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import type { ZohoConnection } from "../connection/ZohoConnection.ts"
import { CurrentLimits } from "../settings/Limits.ts"
import type { WriteJob } from "../domain/WriteJob.ts"
import type { WriteRequest } from "../domain/WriteRequest.ts"
import { InvalidRequest } from "../failure/InvalidInput.ts"
import { type CsvRow, csvBytes, csvRows } from "../formats/csv.ts"
import { zipped } from "../formats/zip.ts"
import { orderWriteJob } from "../jobs/createJob.ts"
import { uploadFile } from "../jobs/uploadFile.ts"
import { checkArchive } from "../results/archiveRows.ts"
import { downloadResult } from "../results/downloadResult.ts"
import { attribute, moduleAttribute } from "../transport/telemetry.ts"
import type { ImportColumn, ImportFailure, ImportRequest } from "./ImportRequest.ts"
import type { JournalKeeper } from "./Journal.ts"
import { orderOnce, waitForPart } from "./orderOnce.ts"
import { report } from "./Progress.ts"
import { archiveOfPart, resultOfPart, rowsOfPart } from "./partFiles.ts"
import { checkKeptRows } from "./splitRows.ts"

/** What is to be done with every part of an import. */
export interface ImportPlan {
  readonly journal: JournalKeeper
  readonly request: ImportRequest
  /** Lets one order out at a time, so that at most one can ever be of unknown outcome. */
  readonly ordering: Semaphore.Semaphore
}

/** A part whose job has ended. */
export interface EndedPart {
  readonly part: number
  readonly job: WriteJob
}

/** What a part is called in the journal. */
export const nameOfPart = (part: number): string => `part ${part}`

/** The rows of a part as they were given, the header first. */
export const givenRows = (journal: JournalKeeper, part: number): Stream.Stream<CsvRow, ImportFailure> =>
  Stream.unwrap(
    Effect.map(CurrentLimits, ({ maxRowSize }) =>
      journal.read(rowsOfPart(part)).pipe(
        Stream.decodeText,
        csvRows({ maxRowSize, keepsEmptyLines: true }),
        // What we wrote ourselves can be read again, unless the disk lies.
        Stream.catchTag("CsvError", (error) => Stream.die(error)),
      ),
    ),
  )

/** Which columns go where: those that were asked for, or every one to the field that it names. */
export const columnsFor = (
  { columns }: ImportRequest,
  header: CsvRow,
): Effect.Effect<ReadonlyArray<ImportColumn>, InvalidRequest> => {
  const missing = columns?.find(({ column }) => !header.includes(column))
  if (missing !== undefined) {
    return Effect.fail(
      new InvalidRequest({
        problem: `There is no column ${missing.column} that could go to ${missing.field}`,
        remedy: `The rows have the columns ${header.join(", ")}.`,
      }),
    )
  }
  return Effect.succeed(columns ?? header.map((name) => ({ column: name, field: name })))
}

/** The header of the rows of a part. */
export const headerOf = (journal: JournalKeeper, part: number) =>
  Effect.map(Stream.runCollect(Stream.take(givenRows(journal, part), 1)), ([header = []]) => header)

/** Packs the columns of a part that go to Zoho. */
const pack = Effect.fnUntraced(function* ({ journal, request }: ImportPlan, part: number) {
  yield* checkKeptRows(journal, part)
  const header = yield* headerOf(journal, part)
  const columns = yield* columnsFor(request, header)
  const positions = columns.map(({ column }) => header.indexOf(column))
  const fields = columns.map(({ field }) => field)
  const rows = givenRows(journal, part).pipe(
    Stream.drop(1),
    Stream.mapArray((chunk) => {
      const [first, ...others] = chunk.map((row) => positions.map((at) => row[at] ?? ""))
      return [first ?? [], ...others] as const
    }),
  )
  const content = csvBytes(Stream.concat(Stream.succeed(fields), rows))
  yield* journal
    .keep(archiveOfPart(part), zipped([{ name: rowsOfPart(part), content }]))
    .pipe(Effect.catchTag("ZipError", (error) => Effect.die(error)))
  return columns
})

const upload = Effect.fnUntraced(function* (plan: ImportPlan, part: number) {
  const { journal } = plan
  const known = (yield* journal.entries).findLast(
    (entry) => entry.step === "uploaded" && entry.part === nameOfPart(part),
  )
  if (known?.step === "uploaded") return known.fileId
  yield* pack(plan, part)
  const archive = journal.read(archiveOfPart(part))
  const size = yield* Stream.runFold(
    archive,
    () => 0,
    (sum, chunk) => sum + chunk.byteLength,
  )
  const fileId = yield* uploadFile({ name: archiveOfPart(part), bytes: archive, size })
  yield* journal.append({ step: "uploaded", part: nameOfPart(part), at: yield* Clock.currentTimeMillis, fileId })
  yield* journal.forget(archiveOfPart(part))
  yield* report({ _tag: "uploaded", part: nameOfPart(part) })
  return fileId
})

const writeRequest = (request: ImportRequest, columns: ReadonlyArray<ImportColumn>, fileId: string): WriteRequest => {
  const { ignoreEmpty, module } = request
  const mappings = columns.map(({ column: _, ...mapping }, index) => ({ ...mapping, index }))
  const resource = { module, fileId, mappings }
  return request.operation === "insert"
    ? { operation: request.operation, ignoreEmpty, resources: [resource] }
    : { operation: request.operation, ignoreEmpty, resources: [{ ...resource, findBy: request.findBy }] }
}

const order = Effect.fnUntraced(function* (plan: ImportPlan, part: number) {
  const fileId = yield* upload(plan, part)
  const columns = yield* columnsFor(plan.request, yield* headerOf(plan.journal, part))
  const request = writeRequest(plan.request, columns, fileId)
  const create = orderOnce(plan.journal, "write", nameOfPart(part), (record) => orderWriteJob(request, record))
  return yield* plan.ordering.withPermits(1)(create)
})

/** Fetches what became of the rows, and keeps it: again, where it is broken. */
const fetchResult = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number, job: WriteJob) {
  const isFetched = (yield* journal.entries).some(
    (entry) => entry.step === "fetched" && entry.part === nameOfPart(part),
  )
  if (isFetched) return
  yield* journal.keep(resultOfPart(part), downloadResult(job)).pipe(
    Effect.andThen(checkArchive(job.id, journal.read(resultOfPart(part)))),
    Effect.retry({
      schedule: Schedule.exponential("500 millis").pipe(Schedule.upTo({ times: 2 })),
      while: ({ isRetryable }) => isRetryable,
    }),
  )
  yield* journal.append({ step: "fetched", part: nameOfPart(part), at: yield* Clock.currentTimeMillis })
})

/** Carries a part from its rows to what became of them: uploaded, ordered, waited for, fetched. */
export const importPart = (plan: ImportPlan, part: number): Effect.Effect<EndedPart, ImportFailure, ZohoConnection> =>
  Effect.gen(function* () {
    const id = yield* order(plan, part)
    yield* Effect.annotateCurrentSpan(attribute.jobId, id)
    const job = yield* waitForPart("write", nameOfPart(part), id)
    if (job.state === "completed") yield* fetchResult(plan, part, job)
    return { part, job }
  }).pipe(
    Effect.withSpan("zoho-bulk.importPart", {
      attributes: { ...moduleAttribute(plan.request.module), [attribute.part]: part },
    }),
  )
