import * as Schema from "effect/Schema"
import { ExportPlan, ExportSummary } from "./documents/ofExports.ts"
import { Failure } from "./documents/ofFailures.ts"
import { ImportPlan, ImportSummary } from "./documents/ofImports.ts"
import { Job, WaitedJob } from "./documents/ofJobs.ts"
import { Event, Journey } from "./documents/ofJourneys.ts"
import { Field, Module, PassedOver, View } from "./documents/ofOrganizations.ts"
import { Explanation } from "./documents/ofRequests.ts"
import { Check, SignIn } from "./documents/ofSignIns.ts"
import { RunnerEvent, storeDocuments, StoredJourney } from "./documents/ofStores.ts"
import { Count, Texts } from "./documents/parts.ts"
import { CopyStatus, MirroredModule, mirrorDocuments } from "./documents/ofCopies.ts"

/**
 * The lines that commands write with `--jsonl`: an event of a journey, a job in another state than before, an item of a
 * list. Other lines are documents as `--json` writes them.
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
  storedJourneys: StoredJourney,
  runner: RunnerEvent,
  authStatus: SignIn,
  doctor: Check,
  modules: Module,
  fields: Field,
  views: View,
  mirror: MirroredModule,
  mirrorStatus: CopyStatus,
} as const

/**
 * What each command writes with `--json`: one document to stdout, and `error` to stderr if something went wrong.
 * `--select` keeps some of its keys. Names do not change between versions of Zoho's API.
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
  exportPlan: ExportPlan,
  import: ImportSummary,
  importPlan: ImportPlan,
  jobs: Schema.Struct({ journeys: Schema.Array(Journey) }),
  modules: Schema.Struct({ modules: Schema.Array(Module) }),
  fields: Schema.Struct({
    module: Schema.String,
    /** Whether the layouts could be asked which fields they make mandatory. */
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
  ...storeDocuments,
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
