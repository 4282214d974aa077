import * as Schema from "effect/Schema"
import { ReadJob } from "../domain/ReadJob.ts"
import { WriteJob } from "../domain/WriteJob.ts"

const Count = Schema.Int
const Texts = Schema.Array(Schema.String)

/** One job, as `get` writes it. */
const Job = Schema.Union([ReadJob, WriteJob])

const Observed = Schema.Struct({
  looks: Count,
  failedLooks: Count,
  states: Schema.Record(Schema.String, Count),
  elapsedMillis: Schema.Number,
})

const WaitedJob = Schema.Union([
  Schema.Struct({ ...ReadJob.fields, observed: Observed }),
  Schema.Struct({ ...WriteJob.fields, observed: Observed }),
])

const ExportSummary = Schema.Struct({
  module: Schema.String,
  output: Schema.String,
  format: Schema.Literals(["csv", "ndjson", "ics"]),
  rows: Schema.optionalKey(Count),
  bytes: Count,
  jobs: Texts,
  droppedFields: Texts,
})

const ImportSummary = Schema.Struct({
  module: Schema.String,
  operation: Schema.Literals(["insert", "update", "upsert"]),
  rows: Count,
  added: Count,
  updated: Count,
  skipped: Count,
  unprocessed: Count,
  failed: Count,
  reasons: Schema.Array(Schema.Struct({ reason: Schema.String, rows: Count })),
  jobs: Texts,
  rejects: Schema.NullOr(Schema.String),
})

const Journeys = Schema.Struct({
  journeys: Schema.Array(
    Schema.Struct({
      id: Schema.String,
      command: Schema.Literals(["export", "import"]),
      module: Schema.String,
      begun: Schema.String,
      state: Schema.Literals(["finished", "can be resumed", "outcome unknown"]),
      jobs: Texts,
      output: Schema.String,
      resumableUntil: Schema.optionalKey(Schema.String),
    }),
  ),
})

const SignIns = Schema.Struct({
  signIns: Schema.Array(
    Schema.Struct({
      profile: Schema.String,
      organization: Schema.NullOr(Schema.String),
      dataCenter: Schema.String,
      environment: Schema.String,
      apiDomain: Schema.String,
      scopes: Schema.NullOr(Texts),
      signedIn: Schema.String,
      fingerprint: Schema.String,
      tokenSecondsLeft: Schema.NullOr(Schema.Number),
    }),
  ),
})

const Diagnosis = Schema.Struct({
  ok: Schema.Boolean,
  checks: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      state: Schema.Literals(["ok", "failed", "skipped"]),
      found: Schema.String,
      remedy: Schema.optionalKey(Schema.String),
    }),
  ),
})

const Explanation = Schema.Struct({
  requests: Schema.Array(
    Schema.Struct({
      operation: Schema.String,
      method: Schema.String,
      url: Schema.String,
      curl: Schema.String,
      scopes: Schema.Array(Texts),
      credits: Count,
      denoFlags: Texts,
    }),
  ),
})

const Failure = Schema.Struct({
  error: Schema.String,
  code: Schema.NullOr(Schema.String),
  httpStatus: Schema.NullOr(Count),
  message: Schema.String,
  remedy: Schema.String,
  details: Schema.optionalKey(Schema.Json),
  retryAfterSeconds: Schema.optionalKey(Schema.Number),
  resume: Schema.optionalKey(Schema.String),
})

/**
 * What each command writes with `--json`: one document to stdout, and `error` to stderr where something went wrong. `--select` keeps
 * some keys of it. Names do not change between versions of Zoho's API.
 */
export const documents = {
  get: Job,
  wait: Schema.Union([WaitedJob, Schema.Struct({ jobs: Schema.Array(WaitedJob) })]),
  download: Schema.Struct({
    id: Schema.String,
    format: Schema.Literals(["zip", "csv", "ndjson", "ics"]),
    output: Schema.String,
    bytes: Count,
  }),
  export: ExportSummary,
  exportPlan: Schema.Struct({ creditsPerPage: Count, creditsPerLook: Count, recordsPerPage: Count }),
  import: ImportSummary,
  importPlan: Schema.Struct({
    module: Schema.String,
    operation: Schema.String,
    rows: Count,
    jobs: Count,
    credits: Count,
    creditsPerLook: Count,
  }),
  jobs: Journeys,
  authLogin: Schema.Struct({
    profile: Schema.String,
    organization: Schema.NullOr(Schema.String),
    dataCenter: Schema.String,
    scope: Schema.NullOr(Schema.String),
  }),
  authStatus: SignIns,
  authLogout: Schema.Struct({ profile: Schema.String, revoked: Schema.Boolean }),
  doctor: Diagnosis,
  explain: Explanation,
  error: Failure,
} as const
