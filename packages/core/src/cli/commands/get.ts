import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { isJobId } from "../../domain/JobId.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { jobIdArgument, kindFlag } from "../flags/commandFlags.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { rehearse } from "../explain/rehearse.ts"
import { jobTable } from "../output/jobTable.ts"
import { presenter } from "../output/present.ts"
import { root } from "../flags/root.ts"
import { withLesson } from "../help/withLesson.ts"
import { operations } from "../../wire/Operation.ts"

const betweenKinds = "and, if there is no such read job or the token may not read it:"

/** `zoho-bulk get <job-id>`: the details of one job, now. */
export const get = Command.make(
  "get",
  {
    id: jobIdArgument,
    kind: kindFlag,
  },
  Effect.fnUntraced(function* ({ id, kind }) {
    if (!isJobId(id)) return yield* new InvalidJobId({ input: id })
    const { emulator, explain } = yield* root
    const look = getJobDetails({ id, kind })
    if (explain) {
      const requests = yield* rehearse(look, yield* settingsOfRun(emulator))
      return yield* presentRequests(requests, kind === undefined ? { between: betweenKinds } : {})
    }
    const present = yield* presenter("get")
    const job = yield* Effect.provide(look, layerConnection)
    yield* present(job, (style) => jobTable(style, job))
  }),
).pipe(
  withLesson({
    does: "Shows the details of a job.",
    credits: "1, or 2 without --kind",
    asks: [operations.getReadJob, operations.getWriteJob],
    ends: { done: "success, even if the job that is shown has failed", notFound: "no such job" },
  }),
  Command.withExamples([
    { command: "zoho-bulk get 4150868000005376042 --emulator", description: "A job of the built-in emulator" },
    { command: "zoho-bulk get 4150868000005376042 --json --select id,state", description: "Its state, for a program" },
  ]),
)
