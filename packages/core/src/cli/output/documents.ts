import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../domain/FieldSchemas.ts"
import { JobKind } from "../../domain/JobKind.ts"
import { JobState } from "../../domain/JobState.ts"
import { ReadJob } from "../../domain/ReadJob.ts"
import { WriteJob } from "../../domain/WriteJob.ts"
import { writeOperations } from "../../domain/WriteRequest.ts"
import type { UnaccountedPart } from "../../failure/UnaccountedPart.ts"
import type { ImportFinding } from "../../transfer/checks/ImportFinding.ts"
import { CopyStatus, MirroredModule, mirrorDocuments } from "./mirrorDocuments.ts"
import type { ProgressEvent } from "../../transfer/journey/Progress.ts"

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
  format: Schema.Literals(["csv", "tsv", "ndjson", "ics"]),
  rows: Schema.optionalKey(Count),
  bytes: Count,
  jobs: Texts,
  droppedFields: Texts,
  /** Records that are left out: not each of the jobs that read their fields has them. */
  leftOutRecords: Schema.optionalKey(Count),
  /** API credits that this run has spent. */
  credits: Count,
  /** Fields that an export of all fields does not have. */
  leftOutFields: Schema.optionalKey(Texts),
  /** The zone of days and times in the condition, where it makes a difference. */
  timeZone: Schema.optionalKey(Schema.String),
  /** Since when the records were changed: what `--since` came to. Absent where all were read. */
  since: Schema.optionalKey(Schema.String),
})

/** What is not imported of a file because there is nothing in it. */
const LeftOut = Schema.Struct({ emptyRows: Count, emptyColumns: Count })

/** What was found of the rows of an import before they were sent. */
const Finding = Schema.Struct({
  kind: Schema.Literals([
    "module",
    "field",
    "doubled-field",
    "mandatory",
    "find-by",
    "lookup",
    "columns",
    "dates",
    "empty",
    "value",
    "repeated",
  ]),
  /** Whether nothing is sent for it: Zoho refuses such a job as a whole, or it is not clear what is meant. For others, Zoho may skip single rows. */
  stops: Schema.Boolean,
  column: Schema.optionalKey(Schema.String),
  field: Schema.optionalKey(Schema.String),
  problem: Schema.String,
  /** How many rows have it. */
  count: Count,
  /** The first lines that have it. */
  lines: Schema.Array(Count),
  example: Schema.optionalKey(Schema.String),
  remedy: Schema.String,
} satisfies FieldSchemas<ImportFinding>)

const ImportSummary = Schema.Struct({
  module: Schema.String,
  operation: Schema.Literals(["insert", "update", "upsert"]),
  rows: Count,
  added: Count,
  updated: Count,
  skipped: Count,
  unprocessed: Count,
  failed: Count,
  /** Rows that were written or not: what Zoho says of their job's rows does not fit them. */
  unknown: Count,
  reasons: Schema.Array(Schema.Struct({ reason: Schema.String, rows: Count })),
  jobs: Texts,
  /** The file of the rows that were not taken; none, if all were. */
  rejects: Schema.NullOr(Schema.String),
  /** Columns that stay behind, as was asked for. */
  notSent: Texts,
  /** Absent where the rows had all been read before, by a run that was cut short. */
  leftOut: Schema.optionalKey(LeftOut),
  /** The file that says of every row what became of it. */
  results: Schema.optionalKey(Schema.String),
  /** API credits that this run has spent. */
  credits: Count,
  /** What was found of single rows before they were sent. */
  findings: Schema.optionalKey(Schema.Array(Finding)),
})

const Journey = Schema.Struct({
  id: Schema.String,
  command: Schema.Literals(["export", "import"]),
  module: Schema.String,
  /** The API host; journeys that older versions began do not say it. */
  host: Schema.optionalKey(Schema.String),
  begun: Schema.String,
  state: Schema.Literals(["finished", "running", "can be resumed", "outcome unknown", "unreadable"]),
  jobs: Texts,
  output: Schema.String,
  resumableUntil: Schema.optionalKey(Schema.String),
})

const SignIn = Schema.Struct({
  profile: Schema.String,
  organization: Schema.NullOr(Schema.String),
  dataCenter: Schema.String,
  environment: Schema.String,
  apiDomain: Schema.String,
  scopes: Schema.NullOr(Texts),
  signedIn: Schema.String,
  fingerprint: Schema.String,
  tokenSecondsLeft: Schema.NullOr(Schema.Number),
})

const Check = Schema.Struct({
  name: Schema.String,
  state: Schema.Literals(["ok", "failed", "skipped"]),
  found: Schema.String,
  remedy: Schema.optionalKey(Schema.String),
})

/** The ways of writing that take a thing. */
const WrittenBy = Schema.Array(Schema.Literals(writeOperations))

/** What bulk jobs can do with a module or a field; the reasons are ends of sentences. */
const inBulk = {
  read: Schema.Boolean,
  whyNotRead: Schema.optionalKey(Schema.String),
  write: WrittenBy,
  whyNotWrite: Schema.optionalKey(Schema.String),
}

const Module = Schema.Struct({
  apiName: Schema.String,
  label: Schema.String,
  singularLabel: Schema.optionalKey(Schema.String),
  /** `default`, `custom`, `linking`, `subform`, `web`, or another word of Zoho's. */
  generatedType: Schema.optionalKey(Schema.String),
  /** `visible`, `user_hidden`, `system_hidden`, or another word of Zoho's. */
  status: Schema.optionalKey(Schema.String),
  inApi: Schema.Boolean,
  ...inBulk,
})

const Field = Schema.Struct({
  apiName: Schema.String,
  label: Schema.String,
  /** Zoho's word for what it holds, such as `picklist`. */
  type: Schema.String,
  /** Whether no record can be without it. */
  mandatory: Schema.Boolean,
  /** The layouts in use that make it mandatory. */
  mandatoryIn: Texts,
  unique: Schema.Boolean,
  custom: Schema.Boolean,
  ...inBulk,
  length: Schema.optionalKey(Count),
  decimalPlaces: Schema.optionalKey(Count),
  lookupModule: Schema.optionalKey(Schema.String),
  /** Those that can be picked, as files hold them. */
  values: Texts,
})

const View = Schema.Struct({
  id: Schema.String,
  name: Schema.String,
  systemName: Schema.optionalKey(Schema.String),
  default: Schema.Boolean,
})

/** What Zoho did not tell of a module, and what it said instead; without its fields, the module is left out. */
const PassedOver = Schema.Struct({
  module: Schema.String,
  part: Schema.Literals(["fields", "layouts", "custom_views"]),
  error: Schema.String,
  code: Schema.NullOr(Schema.String),
  message: Schema.String,
})

const Part = Schema.String
const ofJob = { part: Part, kind: JobKind, jobId: Schema.String }

/** The fields of every event of a journey. */
const eventFields = {
  ordered: { ...ofJob, zohoTime: Schema.optionalKey(Schema.Number) },
  looked: { ...ofJob, state: JobState, elapsedMillis: Schema.Number },
  begunAnew: { reason: Schema.String },
  dropped: { field: Schema.String },
  leftOut: { records: Count, ids: Texts },
  split: { rows: Count, parts: Count },
  uploaded: { part: Part },
  flowed: { part: Part, rows: Count },
} satisfies { readonly [Event in ProgressEvent as Event["_tag"]]: FieldSchemas<Omit<Event, "_tag">> }

const event = <Name extends keyof typeof eventFields>(name: Name) =>
  Schema.Struct({ event: Schema.Literal(name), ...eventFields[name] })

/** What an export or import tells of itself with `--jsonl`, before its summary. */
const Event = Schema.Union([
  event("ordered"),
  event("looked"),
  event("begunAnew"),
  event("dropped"),
  event("leftOut"),
  event("split"),
  event("uploaded"),
  event("flowed"),
  Schema.Struct({ event: Schema.Literal("waiting"), for: Schema.String, millis: Schema.Number }),
])

const Explanation = Schema.Struct({
  /** What a sign-in asks for. */
  scopes: Schema.optionalKey(Texts),
  requests: Schema.Array(
    Schema.Struct({
      operation: Schema.String,
      method: Schema.String,
      url: Schema.String,
      curl: Schema.String,
      scopes: Schema.Array(Texts),
      credits: Count,
    }),
  ),
  /** The permissions that suffice on Deno. */
  denoFlags: Texts,
})

const LeftOpen = Schema.Struct({
  part: Schema.String,
  firstRow: Count,
  lastRow: Count,
  state: Schema.Literals(["not sent", "ordered", "unknown"]),
} satisfies FieldSchemas<UnaccountedPart>)

const Failure = Schema.Struct({
  error: Schema.String,
  code: Schema.NullOr(Schema.String),
  httpStatus: Schema.NullOr(Count),
  message: Schema.String,
  remedy: Schema.String,
  details: Schema.optionalKey(Schema.Json),
  retryAfterSeconds: Schema.optionalKey(Schema.Number),
  /** The parts of an import of whose rows it is not known what became of them. */
  unaccounted: Schema.optionalKey(Schema.Array(LeftOpen)),
  resume: Schema.optionalKey(Schema.String),
})

/**
 * What a line holds that a command writes with `--jsonl`: an event of a journey, a job in another
 * state than before, one of a list. Other lines are documents as `--json` writes them.
 *
 * **Example** (Read the lines of `export --jsonl`)
 *
 * ```ts
 * import { documents, lines } from "@zoho-bulk/core/cli"
 * import { Schema } from "effect"
 *
 * const Line = Schema.Union([lines.event, documents.export])
 *
 * export const readLine = Schema.decodeUnknownEffect(Schema.fromJsonString(Line))
 * ```
 *
 * @category documents
 */
export const lines = {
  event: Event,
  wait: WaitedJob,
  jobs: Journey,
  authStatus: SignIn,
  doctor: Check,
  modules: Module,
  fields: Field,
  views: View,
  mirror: MirroredModule,
  mirrorStatus: CopyStatus,
} as const

/**
 * What each command writes with `--json`: one document to stdout, and `error` to stderr where
 * something went wrong. `--select` keeps some keys of it. Names do not change between versions of
 * Zoho's API.
 *
 * **Example** (Read what `get --json` writes)
 *
 * ```ts
 * import { documents } from "@zoho-bulk/core/cli"
 * import { Schema } from "effect"
 *
 * export const readJob = Schema.decodeUnknownEffect(Schema.fromJsonString(documents.get))
 * ```
 *
 * @category documents
 */
export const documents = {
  get: Job,
  wait: Schema.Union([WaitedJob, Schema.Struct({ jobs: Schema.Array(WaitedJob) })]),
  download: Schema.Struct({
    id: Schema.String,
    format: Schema.Literals(["zip", "csv", "tsv", "ndjson", "ics"]),
    output: Schema.String,
    bytes: Count,
  }),
  export: ExportSummary,
  exportPlan: Schema.Struct({
    creditsPerPage: Count,
    creditsPerLook: Count,
    recordsPerPage: Count,
    /** How many jobs share the fields, where they are too many for one. */
    jobsPerPage: Schema.optionalKey(Count),
    /** What it costs at most to find out what names and values mean. */
    creditsBefore: Schema.optionalKey(Count),
  }),
  import: ImportSummary,
  importPlan: Schema.Struct({
    module: Schema.String,
    operation: Schema.String,
    rows: Count,
    jobs: Count,
    credits: Count,
    creditsPerLook: Count,
    notSent: Texts,
    leftOut: LeftOut,
    /** Where the columns go, and how they are spelled; absent where nothing could be asked about the module. */
    columns: Schema.optionalKey(
      Schema.Array(
        Schema.Struct({
          column: Schema.String,
          field: Schema.String,
          format: Schema.optionalKey(Schema.String),
          findBy: Schema.optionalKey(Schema.String),
        }),
      ),
    ),
    /** How many rows have findings. */
    rowsWithFindings: Schema.optionalKey(Count),
    findings: Schema.optionalKey(Schema.Array(Finding)),
    hints: Schema.optionalKey(Texts),
    /** The file of the rows that have findings; none, if none has. */
    rejects: Schema.optionalKey(Schema.NullOr(Schema.String)),
  }),
  jobs: Schema.Struct({ journeys: Schema.Array(Journey) }),
  modules: Schema.Struct({ modules: Schema.Array(Module) }),
  fields: Schema.Struct({
    module: Schema.String,
    /** Whether the layouts could be asked for what they make mandatory. */
    layoutsRead: Schema.Boolean,
    fields: Schema.Array(Field),
  }),
  views: Schema.Struct({ module: Schema.String, views: Schema.Array(View) }),
  count: Schema.Struct({ module: Schema.String, records: Count, where: Schema.optionalKey(Schema.String) }),
  organization: Schema.Struct({
    output: Schema.String,
    modules: Texts,
    fields: Count,
    passedOver: Schema.Array(PassedOver),
  }),
  ...mirrorDocuments,
  authLogin: Schema.Struct({
    profile: Schema.String,
    organization: Schema.NullOr(Schema.String),
    dataCenter: Schema.String,
    scope: Schema.NullOr(Schema.String),
  }),
  authStatus: Schema.Struct({ signIns: Schema.Array(SignIn) }),
  authLogout: Schema.Struct({ profile: Schema.String, revoked: Schema.Boolean }),
  doctor: Schema.Struct({ ok: Schema.Boolean, checks: Schema.Array(Check) }),
  emulator: Schema.Struct({ url: Schema.String, accessToken: Schema.String, jobs: Texts }),
  demo: Schema.Struct({
    jobs: Schema.Array(Job),
    refusals: Schema.Array(Schema.Struct({ asked: Schema.String, isRaw: Schema.Boolean, ...Failure.fields })),
  }),
  explain: Explanation,
  error: Failure,
} as const
