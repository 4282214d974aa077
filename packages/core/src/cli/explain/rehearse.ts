import * as Effect from "effect/Effect"
import * as Record from "effect/Record"
import type * as Schema from "effect/Schema"
import type { Connection } from "../../connection/Connection.ts"
import { outgoingRequest, type RequestDetails } from "../../connection/outgoingRequest.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import { JobNotFound } from "../../failure/Refusal.ts"
import { HostNotPermitted } from "../../failure/Unreached.ts"
import type { Settings } from "../../settings/Settings.ts"
import { layerIdleClient } from "../../transport/layerIdleClient.ts"
import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { type Operation, isDownload, type OperationName, operations } from "../../wire/Operation.ts"

/** Placeholders for the ids that only a run can know. */
const unknownJob = "JOB_ID"
const unknownFile = "FILE_ID"
const unknownOrganization = "ORGANIZATION_ID"

/** The id of the job that a rehearsal creates: digits, as ids are, but more than any id of Zoho's has. */
const madeJob = "0".repeat(40)

/** The id of the organisation that a rehearsal finds: digits, as every one; nothing that is sent has it. */
const madeOrganization = "000000000"

/** The same, but for ids that only a rehearsal has. */
const asSent = ({ headers = {}, jobId, ...others }: RequestDetails): RequestDetails => ({
  ...others,
  ...(jobId === undefined ? {} : { jobId: jobId === madeJob ? unknownJob : jobId }),
  headers: Record.map(headers, (value) => (value === madeOrganization ? unknownOrganization : value)),
})

/** Where a result is: Zoho names the address with the job (recorded). */
const resultAddress = (
  { apiVersion, hosts, orgId = unknownOrganization }: Settings,
  kind: JobKind,
  id: string,
): string =>
  kind === "read"
    ? operations.downloadReadResult.path(apiVersion, id)
    : new URL(`/v2/crm/${orgId}/bulk-write/${id}/${id}.zip`, hosts.download).href

/** The least that a completed job says of itself. */
const completedJob = (settings: Settings, kind: JobKind, id: string, shownId: string): Schema.Json => {
  const created = { id, created_time: "1970-01-01T00:00:00Z" }
  const address = { download_url: resultAddress(settings, kind, shownId) }
  return kind === "read"
    ? { data: [{ ...created, state: "COMPLETED", result: { ...address, count: 1, more_records: false } }] }
    : { ...created, status: "COMPLETED", result: address }
}

/** What Zoho answers to operations, beside the details of jobs. */
type Answers = { readonly [Name in OperationName]?: Schema.Json }

/** What it answers in a rehearsal, where nothing else is known. */
const usualAnswers: Answers = {
  getOrganization: { org: [{ zgid: madeOrganization }] },
  getModules: { modules: [] },
  getFields: { fields: [] },
  getLayouts: { layouts: [] },
  getCustomViews: { custom_views: [] },
  countRecords: { count: 0 },
  countMatches: { count: 0 },
  getDeletedRecords: { data: [], info: { more_records: false } },
  getRecords: { data: [], info: { more_records: false } },
  uploadFile: { details: { file_id: unknownFile } },
  createReadJob: { data: [{ details: { id: madeJob } }] },
  createWriteJob: { details: { id: madeJob } },
}

/** The ids of records that a request is about. */
const idsIn = ({ body, url }: OutgoingRequest): ReadonlyArray<string> =>
  (url.searchParams.get("ids") ?? body?.text ?? "").match(/\d+/g) ?? []

/** What becomes of records, where something is to be done to them. */
const outcomesOf = (request: OutgoingRequest): Schema.Json | undefined => {
  const outcomes = idsIn(request).map((id) => ({ code: "SUCCESS", details: { id }, status: "success" }))
  switch (request.context.operation) {
    case "deleteRecords":
      return { data: outcomes }
    case "restoreRecords":
      return { recycle_bin: outcomes }
    default:
      return undefined
  }
}

/** Makes a connection that sends nothing, records what it would send, and answers as Zoho would. */
const makeRehearsal = (
  settings: Settings,
  known: ReadonlyArray<JobKind>,
  requests: Array<OutgoingRequest>,
  answers: Answers,
) => {
  const record = (operation: Operation, details: RequestDetails): OutgoingRequest => {
    const request = outgoingRequest(settings, operation, asSent(details))
    requests.push(request)
    return request
  }
  const notFound = ({ context }: OutgoingRequest, kind: JobKind): JobNotFound =>
    new JobNotFound({ request: context, kinds: [kind] })

  const perform: Connection["perform"] = (operation, details, { oneTry }) =>
    Effect.suspend(() => {
      const request = record(operation, details)
      const { jobId = "" } = details
      const { kind = "read" } = operation
      const isThere = jobId === madeJob || known.includes(kind)
      // A rehearsal ends where a run would read a result, by a failure that nobody tries to heal.
      if (isDownload(operation)) return Effect.fail(new HostNotPermitted({ request: request.context }))
      const json =
        answers[operation.name] ??
        outcomesOf(request) ??
        (isThere ? completedJob(settings, kind, jobId, request.context.jobId ?? "") : undefined)
      if (json === undefined) return Effect.fail(notFound(request, kind))
      return oneTry(request, (answer) => Effect.succeed({ request, answer, json })).pipe(
        Effect.provide(layerIdleClient),
      )
    })

  return ZohoConnection.of({
    settings,
    perform,
    creditsRemaining: Effect.succeedNone,
  })
}

/**
 * Runs a program without Zoho, and returns the requests that it would send. Jobs that it creates are completed at the first look; of all
 * others, only those of a `known` kind exist. `answers` are what is known of the organisation.
 */
export const rehearse = Effect.fnUntraced(function* <A, E extends { readonly _tag: string }, R>(
  program: Effect.Effect<A, E, R>,
  settings: Settings,
  known: ReadonlyArray<JobKind> = [],
  answers: Answers = {},
): Effect.fn.Return<ReadonlyArray<OutgoingRequest>, E, Exclude<R, ZohoConnection>> {
  const requests: Array<OutgoingRequest> = []
  const connection = makeRehearsal(settings, known, requests, { ...usualAnswers, ...answers })
  yield* program.pipe(
    Effect.catchIf(
      ({ _tag }) => _tag === "JobNotFound" || _tag === "HostNotPermitted",
      () => Effect.void,
    ),
    Effect.provideService(ZohoConnection, connection),
  )
  return requests
})
