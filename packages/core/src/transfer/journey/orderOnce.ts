import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { OrderRecord } from "../../connection/createOnce.ts"
import { outgoingRequest } from "../../connection/outgoingRequest.ts"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { CreatedJob } from "../../domain/CreatedJob.ts"
import type { JobId } from "../../domain/JobId.ts"
import type { JobKind } from "../../domain/JobKind.ts"
import type { ReadJob } from "../../domain/ReadJob.ts"
import type { WriteJob } from "../../domain/WriteJob.ts"
import { JobFailed } from "../../failure/TransferFailure.ts"
import { CreateOutcomeUnknown } from "../../failure/CreateOutcomeUnknown.ts"
import type { CreditLimitReached } from "../../failure/CreditLimitReached.ts"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import { pollJob } from "../../jobs/pollJob.ts"
import type { JobOf, WaitFailure } from "../../jobs/WaitOptions.ts"
import { operations } from "../../wire/Operation.ts"
import type { JournalKeeper } from "../journal/Journal.ts"
import { orderStateOf, type UnknownOrder } from "../journal/OrderState.ts"
import { CurrentLostOrders } from "./CurrentLostOrders.ts"
import { withinCredits } from "./credits.ts"
import { report } from "./Progress.ts"

const createOperation = (kind: JobKind) => (kind === "read" ? operations.createReadJob : operations.createWriteJob)

/** What the failure states of an order for a part whose outcome the journal does not have. */
const unknownOrder = Effect.fnUntraced(function* (
  kind: JobKind,
  what: Omit<ConstructorParameters<typeof CreateOutcomeUnknown>[0], "request">,
) {
  const { settings } = yield* ZohoConnection
  const { context } = outgoingRequest(settings, createOperation(kind), {})
  return new CreateOutcomeUnknown({ request: context, ...what })
})

/** An order whose answer nobody has seen, of an earlier run by default. */
export const stillUnknown = (
  kind: JobKind,
  part: string,
  { jobIds, sentAt }: UnknownOrder,
  why = "the program ended before it came",
) => {
  const named = jobIds === undefined || jobIds.length === 0 ? "" : `, which names job ${jobIds.join(", ")}`
  const reason = jobIds === undefined ? why : `a line of the journal is damaged${named}`
  return unknownOrder(kind, { reason, sentAt, part })
}

const fieldsOf = (error: CreateOutcomeUnknown): ConstructorParameters<typeof CreateOutcomeUnknown>[0] => {
  const { code, details, httpStatus, jobId, part, reason, request, sentAt, zohoMessage } = error
  const said = Object.entries({ code, details, httpStatus, jobId, part, zohoMessage })
  return { request, reason, sentAt, ...Object.fromEntries(said.filter(([, value]) => value !== undefined)) }
}

/** Says of a lost order which part it was for, and when it went out as the journal has it. */
const inPart =
  (part: string, sentAt: number | undefined) =>
  <E>(error: E): E | CreateOutcomeUnknown => {
    if (!(error instanceof CreateOutcomeUnknown)) return error
    return new CreateOutcomeUnknown({ ...fieldsOf(error), sentAt: sentAt ?? error.sentAt, part })
  }

/** Adds to a lost order that its journey has no journal to resume from. */
export const withoutJournal = <E>(error: E): E =>
  error instanceof CreateOutcomeUnknown
    ? (new CreateOutcomeUnknown({ ...fieldsOf(error), hasJournal: false }) as E & CreateOutcomeUnknown)
    : error

const tellLost = (failure: unknown): Effect.Effect<void> =>
  failure instanceof CreateOutcomeUnknown ? Effect.map(CurrentLostOrders, (hear) => hear(failure)) : Effect.void

/**
 * How long an interrupted journey still waits for an order that has been sent: its answer saves asking whether the job
 * exists.
 */
const grace = "5 seconds"

/** Lets an order come to its answer, though who asked for it is interrupted: if it has been sent, and only then. */
const answered = <A, E, R>(order: Effect.Effect<A, E, R>, isSent: () => boolean): Effect.Effect<A, E, R> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const ordering = yield* Effect.forkDetach(order)
      const wait = Effect.suspend(() =>
        isSent() ? Effect.ignore(Effect.timeout(Fiber.await(ordering), grace)) : Effect.void,
      )
      return yield* Effect.onInterrupt(restore(Fiber.join(ordering)), () =>
        Effect.andThen(wait, Fiber.interrupt(ordering)),
      )
    }),
  )

/**
 * The job of a part, as the journal has it; none if it is still to be ordered. An order of unknown outcome is settled
 * first, by a person.
 */
export const knownOrder = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  kind: JobKind,
  part: string,
): Effect.fn.Return<JobId | undefined, CreateOutcomeUnknown, ZohoConnection> {
  const state = orderStateOf(yield* journal.entries, part)
  if (state._tag === "unknown") return yield* yield* stillUnknown(kind, part, state)
  return state._tag === "ordered" ? state.jobId : undefined
})

/**
 * Orders the job of one part of a journey, if the journal knows of none: never twice without the user's word.
 *
 * Each try is written down right before it is sent, and taken back if it surely made no job; the job is written down before anything
 * else happens.
 */
export const orderOnce = Effect.fnUntraced(function* <E>(
  journal: JournalKeeper,
  kind: JobKind,
  part: string,
  order: (record: OrderRecord<AppendFailure>) => Effect.Effect<CreatedJob, E, ZohoConnection>,
): Effect.fn.Return<JobId, E | CreateOutcomeUnknown | CreditLimitReached | AppendFailure, ZohoConnection> {
  const known = yield* knownOrder(journal, kind, part)
  if (known !== undefined) return known
  let sentAt: number | undefined
  const note = Effect.fnUntraced(function* (step: "ordering" | "refused") {
    const at = yield* Clock.currentTimeMillis
    yield* journal.append({ step, part, at })
    sentAt = step === "ordering" ? at : undefined
  })
  const record = { beforeSending: note("ordering"), notTaken: Effect.ignore(note("refused")) }
  return yield* answered(
    Effect.uninterruptibleMask((restore) =>
      Effect.gen(function* () {
        const ordered = Effect.mapError(restore(order(record)), (error) => inPart(part, sentAt)(error))
        const { id, zohoTime } = yield* withinCredits(createOperation(kind))(ordered)
        const dated = zohoTime === undefined ? {} : { zohoTime }
        const at = yield* Clock.currentTimeMillis
        yield* journal
          .append({ step: "ordered", part, at, jobId: id, ...dated })
          .pipe(
            Effect.catch(({ problem: reason }) =>
              Effect.flatMap(unknownOrder(kind, { reason, sentAt: sentAt ?? at, part, jobId: id }), Effect.fail),
            ),
          )
        yield* report({ _tag: "ordered", part, kind, jobId: id, ...dated })
        return id
      }).pipe(Effect.tapError(tellLost)),
    ),
    () => sentAt !== undefined,
  )
})

/** What a completed read job says of its page. */
const pageOf = (job: ReadJob | WriteJob) => {
  if (job.kind !== "read" || job.state !== "completed") return {}
  const { count, moreRecords } = job.result ?? {}
  return {
    ...(count === undefined ? {} : { rows: count }),
    ...(moreRecords === undefined ? {} : { moreRecords }),
  }
}

/** Waits for the job of a part, and reports every look at it. */
export const waitForPart = <Kind extends JobKind>(
  kind: Kind,
  part: string,
  jobId: JobId,
): Effect.Effect<JobOf<Kind>, WaitFailure, ZohoConnection> =>
  pollJob<Kind>({ kind, id: jobId }, ({ job, observed: { elapsedMillis } }) =>
    report({ _tag: "looked", part, kind, jobId, state: job.state, elapsedMillis, ...pageOf(job) }),
  ).pipe(Effect.map(({ job }) => job))

/** The failure of a job that ended without a result. */
export const jobFailed = ({ id: jobId, kind, state, ...job }: JobOf<JobKind>): JobFailed => {
  const said =
    "result" in job && job.result !== undefined && "errorMessage" in job.result ? job.result.errorMessage : {}
  const { code, message } = said ?? {}
  return new JobFailed({
    jobId,
    kind,
    state,
    ...(code === undefined ? {} : { code }),
    ...(message === undefined ? {} : { zohoMessage: message }),
  })
}
