import * as Schema from "effect/Schema"
import { jobKinds } from "../../../domain/JobKind.ts"
import { Failure } from "./ofFailures.ts"
import { Count, Texts } from "./parts.ts"

const Kind = Schema.Literals(["export", "import", "mirror", "wait"])

/** An order whose outcome somebody must resolve. */
const Question = Schema.Struct({
  part: Schema.String,
  /** Whether a job was ordered that reads or one that writes. */
  job: Schema.Literals(jobKinds),
  /** The module that it was to read, or to write to. */
  module: Schema.optionalKey(Schema.String),
  sent: Schema.String,
  message: Schema.String,
  /** The job that it created, if only that is known. */
  jobId: Schema.optionalKey(Schema.String),
})

/** A journey of a store. */
export const StoredJourney = Schema.Struct({
  key: Schema.String,
  organization: Schema.String,
  kind: Kind,
  state: Schema.Literals(["queued", "running", "needs-a-word", "completed", "failed", "cancelled"]),
  /** The runner that carries it, or did so last. */
  runner: Schema.optionalKey(Schema.String),
  rows: Schema.optionalKey(Count),
  part: Schema.optionalKey(Schema.String),
  jobs: Texts,
  credits: Count,
  asks: Schema.optionalKey(Question),
  /** Why it waits and tries again, such as that Zoho cannot be reached. */
  waits: Schema.optionalKey(Schema.String),
  failure: Schema.optionalKey(Failure),
  /** How many rows of an import were skipped, not processed or in a job that failed. */
  notTaken: Schema.optionalKey(Count),
  /** How many of its rows have an unknown outcome: they may have been written. */
  unknown: Schema.optionalKey(Count),
  result: Schema.optionalKey(Schema.Json),
  /** What was asked for, where one journey alone is listed. */
  request: Schema.optionalKey(Schema.Json),
  queued: Schema.String,
  begun: Schema.optionalKey(Schema.String),
  ended: Schema.optionalKey(Schema.String),
  pruned: Schema.optionalKey(Schema.String),
})

/** A schedule of a store. */
const StoredSchedule = Schema.Struct({
  key: Schema.String,
  organization: Schema.String,
  kind: Schema.optionalKey(Kind),
  everyMillis: Schema.Number,
  next: Schema.String,
  /** Its last journey, with its state. */
  last: Schema.optionalKey(Schema.Struct({ key: Schema.String, state: Schema.String, due: Schema.String })),
})

/** What a runner reports of a journey with `--jsonl`: that it is over, or asks for a word. */
export const RunnerEvent = Schema.Struct({
  at: Schema.String,
  key: Schema.String,
  organization: Schema.String,
  state: Schema.Literals(["completed", "failed", "needs-a-word"]),
  asks: Schema.optionalKey(Question),
  failure: Schema.optionalKey(Failure),
  notTaken: Schema.optionalKey(Count),
  unknown: Schema.optionalKey(Count),
})

/** What the commands about stores write. */
export const storeDocuments = {
  runner: Schema.Struct({
    store: Schema.String,
    /** Whether the store was made, because there was none. */
    isNew: Schema.optionalKey(Schema.Boolean),
    name: Schema.String,
    /** Where it reports its status. */
    url: Schema.optionalKey(Schema.String),
    /** Where the other runners of its database reach it. */
    cluster: Schema.optionalKey(Schema.String),
  }),
  submit: Schema.Struct({
    key: Schema.String,
    organization: Schema.String,
    kind: Kind,
    /** Whether it is new, was known already, or is resumed. */
    state: Schema.Literals(["queued", "known", "queued again", "scheduled"]),
    everyMillis: Schema.optionalKey(Schema.Number),
    /** When a schedule is due next. */
    next: Schema.optionalKey(Schema.String),
    /** The interval that was replaced, if the schedule was there already. */
    insteadOfMillis: Schema.optionalKey(Schema.Number),
    store: Schema.String,
  }),
  storedJourneys: Schema.Struct({
    journeys: Schema.Array(StoredJourney),
    schedules: Schema.optionalKey(Schema.Array(StoredSchedule)),
  }),
  resolve: Schema.Struct({
    key: Schema.String,
    part: Schema.String,
    /** The job that the order made; null for none. */
    jobId: Schema.NullOr(Schema.String),
  }),
  cancel: Schema.Struct({
    key: Schema.String,
    state: Schema.Literals(["cancelled", "stopping", "over", "not repeated"]),
  }),
  prune: Schema.Struct({
    store: Schema.String,
    pruned: Count,
    /** Those that were forgotten, or would be. */
    journeys: Schema.Array(
      Schema.Struct({
        key: Schema.String,
        organization: Schema.String,
        kind: Schema.String,
        state: Schema.String,
        ended: Schema.String,
      }),
    ),
    /** Whether nothing was forgotten, and they are only listed. */
    plan: Schema.optionalKey(Schema.Boolean),
  }),
} as const
