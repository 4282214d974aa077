import * as Schema from "effect/Schema"
import { ReadJob } from "../../../domain/ReadJob.ts"
import { WriteJob } from "../../../domain/WriteJob.ts"
import { Count } from "./parts.ts"

/** One job, as `get` writes it. */
export const Job = Schema.Union([ReadJob, WriteJob])

const Observed = Schema.Struct({
  looks: Count,
  failedLooks: Count,
  states: Schema.Record(Schema.String, Count),
  elapsedMillis: Schema.Number,
})

export const WaitedJob = Schema.Union([
  Schema.Struct({ ...ReadJob.fields, observed: Observed }),
  Schema.Struct({ ...WriteJob.fields, observed: Observed }),
])
