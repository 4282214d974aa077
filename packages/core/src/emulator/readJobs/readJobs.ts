import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { serviceFile, serviceSuccess } from "../answers/emitters.ts"
import { notFound, wrongForm } from "../answers/refuse.ts"
import { beginJob, readCallback } from "../anyJob/beginJob.ts"
import { frozenBody } from "../anyJob/frozenBody.ts"
import { frozenJobs } from "../anyJob/frozenJobs.ts"
import { requireModule } from "../gate/scopes.ts"
import type { Fault } from "../model/Fault.ts"
import type { Guesses } from "../model/Guesses.ts"
import { type EmulatedReadJob, endOf, phaseOf } from "../model/Job.ts"
import { readingOf } from "./readingOf.ts"
import type { Refusal } from "../model/Refusal.ts"
import { hexDigits } from "../model/ids.ts"
import { day } from "../model/times.ts"
import { isJsonObject, isText, optionalKey, requestBody } from "../requests/requestBody.ts"
import { World } from "../world/World.ts"
import { changeState, currentState, withEntry } from "../world/currentState.ts"
import { frozenReadResult } from "./frozenReadResult.ts"
import { pageAfter } from "./pageAfter.ts"
import { addedAnswer, readJobDetails } from "./readDetails.ts"
import { hasPageTokens, readQuery } from "./readQuery.ts"
import { readResult } from "./readResult.ts"

/**
 * When a job reads: once, or twice if reading takes time (Zoho's pages state that a result does not show a single
 * moment).
 */
const momentsOf = (
  { createdAt, duration }: Pick<EmulatedReadJob, "createdAt" | "duration">,
  { readsAt = 0.65, readsFor = 0 }: Guesses,
): ReadonlyArray<number> => {
  const moment = (share: number): number => createdAt + duration * Math.min(1, share)
  return readsFor === 0 ? [moment(readsAt)] : [moment(readsAt), moment(readsAt + readsFor)]
}

/** Creates a read job, of a query or of what comes after a page. What is wrong with a query is said within `data`. */
export const createReadJob = Effect.fnUntraced(function* (version: ApiVersion, fault: Fault | undefined) {
  const body = yield* requestBody
  const callback = yield* readCallback(body)
  const sent = yield* optionalKey(body, "query", isJsonObject)
  if (sent === undefined) return yield* wrongForm
  const fileType = yield* optionalKey(body, "file_type", isText)
  const inQuery = yield* optionalKey(sent, "file_type", isText)
  const { records } = yield* currentState
  const query = yield* Effect.mapError(
    "page_token" in sent && hasPageTokens(version)
      ? pageAfter(sent)
      : readQuery(records, sent, fileType ?? inQuery, version),
    (refusal): Refusal => ({ ...refusal, isWrapped: true }),
  )
  yield* requireModule("createReadJob", version, query.module.apiName)
  const { settings } = yield* World
  const perPage = query.fileType === "ics" ? Math.min(20_000, settings.recordsPerPage) : settings.recordsPerPage
  const begun = yield* beginJob(version, callback, fault)
  const reads = momentsOf(begun, settings.guesses)
  const job: EmulatedReadJob = { ...begun, kind: "read", query, perPage, reads, nextPageToken: hexDigits(begun.id, 96) }
  yield* changeState((state) => ({ ...state, jobs: withEntry(state.jobs, job.id, job) }))
  if (callback !== undefined) yield* (yield* World).onCallback(job.id)
  return yield* serviceSuccess(addedAnswer(job), 201)
})

const readJobOf = Effect.fnUntraced(function* (id: string) {
  const job = (yield* currentState).jobs.get(id)
  return job?.kind === "read" ? job : yield* notFound({ resource: id })
})

/** The details of a read job as a version spells them. */
export const getReadJob = Effect.fnUntraced(function* (version: ApiVersion, id: string) {
  const frozen = frozenJobs.find((job) => job.kind === "read" && job.id === id)
  if (frozen !== undefined) return yield* serviceSuccess(frozenBody(frozen, version))
  const job = yield* readJobOf(id)
  return yield* serviceSuccess(yield* readJobBody(job, version, yield* Clock.currentTimeMillis))
})

/** What the details of a read job are at a moment. A next page is remembered when it is first told of. */
export const readJobBody = Effect.fnUntraced(function* (
  job: EmulatedReadJob,
  version: ApiVersion,
  now: number,
): Effect.fn.Return<Schema.Json, never, World> {
  const { recordsPerPage } = (yield* World).settings
  const phase = phaseOf(job, now)
  const next = phase === "completed" && hasPageTokens(version) ? readingOf(job).selection().next : undefined
  if (next !== undefined) {
    const pageToken = { query: job.query, from: next, expiresAt: endOf(job) + day }
    yield* changeState((state) => ({ ...state, pageTokens: withEntry(state.pageTokens, job.nextPageToken, pageToken) }))
  }
  return readJobDetails(job, phase, version, recordsPerPage)
})

/** The result of a read job: kept for a day, and not there before the job has ended. */
export const downloadReadResult = Effect.fnUntraced(function* (id: string) {
  const frozen = frozenReadResult(id)
  if (frozen !== undefined) return yield* serviceFile(frozen, `${id}.zip`)
  const job = yield* readJobOf(id)
  const now = yield* Clock.currentTimeMillis
  if (phaseOf(job, now) !== "completed" || now >= endOf(job) + day) return yield* notFound({ resource: id })
  return yield* serviceFile(readResult(id, readingOf(job).query, readingOf(job).selection()), `${id}.zip`)
})
