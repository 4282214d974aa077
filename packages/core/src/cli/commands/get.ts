import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import { isJobId } from "../../domain/JobId.ts"
import { type JobKind, jobKinds } from "../../domain/JobKind.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import { getJobDetails } from "../../jobs/getJobDetails.ts"
import { detailsOperation } from "../../wire/Operation.ts"
import { kindFlag } from "../commandFlags.ts"
import { layerConnection, settingsOfRun } from "../connect.ts"
import { explain, explanationText } from "../explain.ts"
import { jobTable } from "../jobTable.ts"
import { present } from "../present.ts"
import { root } from "../root.ts"

const explainGet = Effect.fnUntraced(function* (id: string, kind: JobKind | undefined) {
  if (!isJobId(id)) return yield* new InvalidJobId({ input: id })
  const { emulator } = yield* root
  const settings = yield* settingsOfRun(emulator)
  const kinds = kind === undefined ? jobKinds : [kind]
  const requests = kinds.map((each) => explain(outgoingRequest(settings, detailsOperation(each), { jobId: id })))
  const ifNotFound = "\n\nand, if there is no such read job or the token may not look:\n\n"
  yield* present({ requests }, (style) => requests.map((each) => explanationText(style, each)).join(ifNotFound))
})

/** `zoho-bulk get <job-id>`: the details of one job, now. */
export const get = Command.make(
  "get",
  {
    id: Argument.String("job-id").pipe(Argument.withDescription("id of the job: a string of digits")),
    kind: kindFlag,
  },
  Effect.fnUntraced(function* ({ id, kind }) {
    const { explain } = yield* root
    if (explain) return yield* explainGet(id, kind)
    const job = yield* getJobDetails({ id, kind }).pipe(Effect.provide(layerConnection))
    yield* present(job, (style) => jobTable(style, job))
  }),
).pipe(
  Command.withDescription("Shows the details of one job, now. Costs 1 credit, or 2 where the kind is looked for."),
  Command.withExamples([
    { command: "zoho-bulk get 4150868000005376042 --emulator", description: "A job of the built-in emulator" },
    { command: "zoho-bulk get 4150868000005376042 --json --select id,state", description: "Its state, for a program" },
  ]),
)
