import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { isJobId } from "../../domain/JobId.ts"
import { jobKinds } from "../../domain/JobKind.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { accessToSubmit } from "../store/accessToStore.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { jobIdArgument } from "../flags/commandFlags.ts"
import { organizationFor } from "../store/organizationFor.ts"
import { root } from "../flags/root.ts"
import { storeFlags } from "../flags/storeFlags.ts"
import { submitFlags } from "../flags/submitFlags.ts"
import { withLesson } from "../help/withLesson.ts"

const { key, organization } = submitFlags

/** `zoho-bulk submit wait <job-id>`: a runner waits for a job that somebody else has ordered. */
export const submitWait = Command.make(
  "wait",
  {
    id: jobIdArgument,
    kind: Flag.Literals("kind", jobKinds).pipe(Flag.withDescription("kind of job (required)")),
    key,
    organization,
    ...storeFlags,
  },
  Effect.fnUntraced(function* ({ id, kind, ...flags }) {
    const submit = yield* organizationFor(flags)
    if (!isJobId(id)) return yield* new InvalidJobId({ input: id })
    if ((yield* root).explain) return yield* presentRequests([], { access: yield* accessToSubmit(submit) })
    const { submitted } = yield* Effect.promise(() => import("../store/submitted.ts"))
    yield* submitted({ ...submit, every: undefined, shared: undefined }, { kind: "wait", jobKind: kind, jobId: id }, id)
  }),
).pipe(
  withLesson({
    does: "Has a runner wait for a job that was ordered elsewhere.",
    credits: "none; the runner spends 1 for each status check",
  }),
  Command.withExamples([
    {
      command: "zoho-bulk submit wait 4150868000005376042 --kind read --store journeys.db",
      description: "The command journeys shows how it ended",
    },
  ]),
)
