import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { isJobId } from "../../domain/JobId.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { accessToStore } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { UsageError } from "../failure/UsageError.ts"
import { optional } from "../flags/commandFlags.ts"
import { root } from "../flags/root.ts"
import { storeFlags } from "../flags/storeFlags.ts"
import { withLesson } from "../help/withLesson.ts"

/** The key of a journey of a store. */
export const keyArgument = Argument.String("key").pipe(
  Argument.withDescription("key of the journey, as given to submit or listed by journeys"),
)

/** `zoho-bulk resolve <key>`: the word that a journey waits for. */
export const resolve = Command.make(
  "resolve",
  {
    key: keyArgument,
    ...storeFlags,
    job: optional(
      Flag.String("job").pipe(
        Flag.withMetavar("<job-id>"),
        Flag.withDescription("the job that the order created: the journey continues with it"),
      ),
    ),
    noJob: Flag.Boolean("no-job").pipe(
      Flag.withDescription("the order created no job: it is sent again"),
      Flag.withDefault(false),
    ),
    orderedAt: optional(
      Flag.String("ordered-at").pipe(
        Flag.withMetavar("<time>"),
        Flag.withDescription("time of the order, as journeys shows it; required if the journey has asked before"),
      ),
    ),
  },
  Effect.fnUntraced(function* ({ job, key, noJob, orderedAt, ...store }) {
    if ((job !== undefined) === noJob) {
      return yield* new UsageError({
        problem: noJob ? "--job and --no-job contradict each other" : "Neither --job nor --no-job is given",
        remedy: "Name the job that the order created with --job, or use --no-job if it created none.",
      })
    }
    if (job !== undefined && !isJobId(job)) return yield* new InvalidJobId({ input: job })
    if ((yield* root).explain) return yield* presentRequests([], { access: yield* accessToStore(store) })
    const { resolveStored } = yield* Effect.promise(() => import("../store/tellStored.ts"))
    yield* resolveStored(store, key, { jobId: job, orderedAt })
  }),
).pipe(
  withLesson({
    does: "Settles an order whose answer was lost, for a journey in a store.",
    credits: "none: the runner continues the journey",
  }),
  Command.withExamples([
    {
      command: "zoho-bulk resolve contacts --store journeys.db --job 4150868000005376042",
      description: "The order created this job: continue with it",
    },
    {
      command: "zoho-bulk resolve contacts --store journeys.db --no-job",
      description: "Zoho has no such job: order it again",
    },
  ]),
)
