import * as Schema from "effect/Schema"
import type { FieldSchemas } from "../../../domain/FieldSchemas.ts"
import { JobKind } from "../../../domain/JobKind.ts"
import { JobState } from "../../../domain/JobState.ts"
import type { ProgressEvent } from "../../../transfer/journey/Progress.ts"
import { Count, Texts } from "./parts.ts"

export const Journey = Schema.Struct({
  id: Schema.String,
  command: Schema.Literals(["export", "import"]),
  module: Schema.String,
  /** The API host; absent for journeys begun by older versions. */
  host: Schema.optionalKey(Schema.String),
  begun: Schema.String,
  state: Schema.Literals(["finished", "running", "can be resumed", "outcome unknown", "unreadable"]),
  /** How many rows it has, once known. */
  rows: Schema.optionalKey(Count),
  /** The file that is read or written; `-` is stdin or stdout. */
  file: Schema.String,
  jobs: Texts,
  output: Schema.String,
  resumableUntil: Schema.optionalKey(Schema.String),
})

const Part = Schema.String
const ofJob = { part: Part, kind: JobKind, jobId: Schema.String }

/** The fields of every event of a journey. */
const eventFields = {
  ordered: { ...ofJob, zohoTime: Schema.optionalKey(Schema.Number) },
  looked: {
    ...ofJob,
    state: JobState,
    elapsedMillis: Schema.Number,
    rows: Schema.optionalKey(Count),
    moreRecords: Schema.optionalKey(Schema.Boolean),
  },
  begunAnew: { reason: Schema.String },
  dropped: { field: Schema.String },
  leftOut: { records: Count, ids: Texts },
  split: { rows: Count, parts: Count },
  uploaded: { part: Part },
  flowed: { part: Part, kind: JobKind, rows: Count },
} satisfies { readonly [Event in ProgressEvent as Event["_tag"]]: FieldSchemas<Omit<Event, "_tag">> }

const event = <Name extends keyof typeof eventFields>(name: Name) =>
  Schema.Struct({ event: Schema.Literal(name), ...eventFields[name] })

/** The events of an export or import with `--jsonl`, before its summary. */
export const Event = Schema.Union([
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
