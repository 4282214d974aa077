import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { JobId } from "../domain/JobId.ts"
import { JobKind } from "../domain/JobKind.ts"
import { JobState } from "../domain/JobState.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"
import { explainIssue } from "../jobs/explainIssue.ts"

/** What a result is found by: of all that a job contains, the parts that decide where a token is sent. */
const Finished = Schema.Struct({
  kind: JobKind,
  id: JobId,
  state: JobState,
  result: Schema.optional(
    Schema.Struct({ count: Schema.optional(Schema.Int), downloadUrl: Schema.optional(Schema.String) }),
  ),
})

const decode = Schema.decodeUnknownResult(Finished)

const form = {
  name: "the job",
  keys: Object.keys(Finished.fields),
  remedy: "Give the details of a job, as getJobDetails returns them; waitForJob returns them under job.",
}

/** Checks that a program without types gives a job: not its id, nor what a wait for it gave. */
export const checkJob = <A>(job: A): Result.Result<A, InvalidRequest> =>
  Result.mapBoth(decode(job), {
    onSuccess: () => job,
    onFailure: ({ issue }) => explainIssue(form, job, issue),
  })
