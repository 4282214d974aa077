import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type { ApiVersion } from "../../domain/ApiVersion.ts"
import { serviceFile, serviceSuccess } from "../answers/emitters.ts"
import { linkNotValid } from "../answers/fileHost.ts"
import { notFound } from "../answers/refuse.ts"
import { beginJob, readCallback } from "../anyJob/beginJob.ts"
import { frozenBody } from "../anyJob/frozenBody.ts"
import { frozenJobs } from "../anyJob/frozenJobs.ts"
import { requireModule } from "../gate/scopes.ts"
import type { Fault } from "../model/Fault.ts"
import { type EmulatedWriteJob, endOf, phaseOf } from "../model/Job.ts"
import { day } from "../model/times.ts"
import { createdBy } from "../organization/users.ts"
import { requestBody } from "../requests/requestBody.ts"
import { World } from "../world/World.ts"
import { changeState, currentState, withEntry } from "../world/currentState.ts"
import { frozenWriteResult } from "./frozenWriteResult.ts"
import { maxRows } from "./readUpload.ts"
import { readWritePlan } from "./readWritePlan.ts"
import { writeJobDetails } from "./writeDetails.ts"
import { writeResult } from "./writeResult.ts"

const week = 7 * day

/** Creates a write job. What a file with too many rows is answered with is not known: here, its job fails. */
export const createWriteJob = Effect.fnUntraced(function* (
  version: ApiVersion,
  fault: Fault | undefined,
  downloadOrigin: string,
) {
  const body = yield* requestBody
  const callback = yield* readCallback(body)
  const plan = yield* readWritePlan(yield* currentState, body, version)
  for (const { module } of plan.resources) yield* requireModule("createWriteJob", version, module.apiName)
  const begun = yield* beginJob(version, callback, fault)
  const isTooLong = plan.resources.some(({ rows }) => rows.length > maxRows)
  const job: EmulatedWriteJob = {
    ...begun,
    kind: "write",
    plan,
    downloadOrigin,
    ...(isTooLong ? { fate: "fails" } : {}),
  }
  yield* changeState((state) => ({ ...state, jobs: withEntry(state.jobs, job.id, job) }))
  if (callback !== undefined) yield* (yield* World).onCallback(job.id)
  return yield* serviceSuccess(
    { status: "success", code: "SUCCESS", message: "success", details: { id: job.id, created_by: createdBy } },
    201,
  )
})

/** What the details of a write job are at a moment; the link leads to a download host. */
export const writeJobBody = Effect.fnUntraced(function* (
  job: EmulatedWriteJob,
  downloadOrigin: string,
  version: ApiVersion,
  now: number,
): Effect.fn.Return<Schema.Json, never, World> {
  const { zgid } = (yield* World).settings
  const phase = phaseOf(job, now)
  const downloadUrl = `${downloadOrigin}/v2/crm/${zgid}/bulk-write/${job.id}/${job.id}.zip`
  return writeJobDetails(job, phase, version, downloadUrl)
})

/** The details of a write job as a version spells them. */
export const getWriteJob = Effect.fnUntraced(function* (version: ApiVersion, id: string, downloadOrigin: string) {
  const frozen = frozenJobs.find((job) => job.kind === "write" && job.id === id)
  if (frozen !== undefined) return yield* serviceSuccess(frozenBody(frozen, version))
  const job = (yield* currentState).jobs.get(id)
  if (job?.kind !== "write") return yield* notFound({}, 400)
  const now = yield* Clock.currentTimeMillis
  return yield* serviceSuccess(yield* writeJobBody(job, downloadOrigin, version, now))
})

/** The result of a write job, kept for seven days (Zoho's OpenAPI document). */
export const downloadWriteResult = Effect.fnUntraced(function* (id: string) {
  const frozen = frozenWriteResult(id)
  if (frozen !== undefined) return yield* serviceFile(frozen, `${id}.zip`)
  const job = (yield* currentState).jobs.get(id)
  const now = yield* Clock.currentTimeMillis
  if (job?.kind !== "write" || job.outcome === undefined || now >= endOf(job) + week) return yield* linkNotValid
  return yield* serviceFile(writeResult(job.plan, job.outcome), `${id}.zip`)
})
