import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { EmulatorReport } from "../model/EmulatorReport.ts"
import { deedOf } from "../model/Edit.ts"
import { type EmulatedJob, percentOf, phaseOf } from "../model/Job.ts"
import { countRecords } from "../model/Records.ts"
import { spentCredits } from "../model/WorldState.ts"
import { fingerprintOf } from "../model/hideSecrets.ts"
import { formatTime } from "../model/times.ts"
import { World } from "./World.ts"
import { currentState } from "./currentState.ts"

const jobReport = (job: EmulatedJob, now: number): EmulatorReport["jobs"][number] => ({
  id: job.id,
  kind: job.kind,
  phase: phaseOf(job, now),
  module:
    job.kind === "read" ? job.query.module.apiName : job.plan.resources.map(({ module }) => module.apiName).join(),
  percent: percentOf(job, now),
  createdTime: formatTime(job.createdAt),
})

/** Everything that a user may want to know of a world; no secrets are among it. */
export const worldReport: Effect.Effect<EmulatorReport, never, World> = Effect.gen(function* () {
  const { settings } = yield* World
  const state = yield* currentState
  const now = yield* Clock.currentTimeMillis
  return {
    now: formatTime(now),
    organization: { id: settings.organizationId, zgid: settings.zgid, dataCenter: settings.dataCenter ?? null },
    records: Object.fromEntries(
      state.records.modules
        .filter(({ apiName }) => state.records.of.has(apiName))
        .map(({ apiName }) => [apiName, countRecords(state.records, apiName)]),
    ),
    jobs: [...state.jobs.values()].map((job) => jobReport(job, now)),
    uploads: [...state.uploads.values()].map(({ bytes, id, name }) => ({ id, name, bytes: bytes.length })),
    credits: { perDay: settings.creditsPerDay, spent: spentCredits(state) },
    accessTokens: state.tokens.access
      .filter(({ expiresAt }) => expiresAt > now)
      .map(({ expiresAt, token }) => ({
        fingerprint: fingerprintOf(token),
        secondsLeft: Math.round((expiresAt - now) / 1_000),
      })),
    faults: state.faults.map(({ fault, seen }) => ({ ...fault, seen })),
    edits: state.edits.map(({ at, edit, outcome = "planned" }) => ({
      at: formatTime(at),
      module: edit.module,
      does: deedOf(edit) ?? "update",
      outcome,
    })),
    callbacks: state.callbacks.map((callback) => ({ ...callback, at: formatTime(callback.at) })),
    requests: state.requests.map((request) => ({ ...request, at: formatTime(request.at) })),
  }
})
