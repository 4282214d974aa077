import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import type { ZohoConnection } from "../../connection/ZohoConnection.ts"
import { isJobId } from "../../domain/JobId.ts"
import { InvalidRequest } from "../../failure/InvalidInput.ts"
import { InvalidJobId } from "../../failure/InvalidJobId.ts"
import type { AppendFailure } from "../../failure/JournalFailure.ts"
import { getJobDetails, type GetJobDetailsFailure } from "../../jobs/getJobDetails.ts"
import { Journal, type JournalKeeper } from "../journal/Journal.ts"
import { entriesOfNow, type JournalEntry } from "../journal/JournalEntry.ts"
import { orderStateOf, partsToSettle } from "../journal/OrderState.ts"
import { mismatch, type Ordered, orderedIn } from "../journal/mismatch.ts"
import { useAlone } from "./withJournal.ts"

/** The journal in which an order is settled. */
export interface SettleOptions<E = never, R = never> {
  /** The journal of the journey that sent the order. */
  readonly journal: Layer.Layer<Journal, E, R>
}

/** Which order to settle. */
interface SettleRequest {
  /** Which of the journey's jobs it is about, such as `part 7`; by default the first of unknown outcome. */
  readonly part?: string | undefined
  /**
   * When that order was sent, as reported by `CreateOutcomeUnknown` or `Journal.status`: if another process has since
   * settled it or sent it again, nothing is changed. Without it, the current order is settled, whichever it is.
   */
  readonly sentAt?: number | undefined
}

/** Which order to settle, and the job that settles it. */
interface AdoptRequest extends SettleRequest {
  /** The id of the job that the order created. */
  readonly jobId: string
}

/**
 * Every way in which `Journal.adopt` can fail.
 *
 * **Example** (Whether the job belongs to somebody else)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isAnotherJob = ({ _tag }: Failure.AdoptFailure): boolean => _tag === "InvalidRequest"
 * ```
 *
 * @category errors
 */
export type AdoptFailure = GetJobDetailsFailure | InvalidRequest | AppendFailure

const remedy = "See Journal.status for the orders of unknown outcome, and Zoho's own list for the job."

/** Why the order for a part is not the intended one, if it is another. */
const notMeant = (entries: ReadonlyArray<JournalEntry>, part: string, sentAt: number): string | undefined => {
  const state = orderStateOf(entries, part)
  if (state._tag !== "unknown") return `The order for ${part} is already settled`
  return state.sentAt === sentAt ? undefined : `The order for ${part} has since been sent again`
}

const partToSettle = Effect.fnUntraced(function* (
  entries: ReadonlyArray<JournalEntry>,
  { part: wanted, sentAt }: SettleRequest,
) {
  const parts = partsToSettle(entries)
  const part = wanted === undefined ? parts[0] : parts.find((each) => each === wanted)
  const another = part === undefined || sentAt === undefined ? undefined : notMeant(entries, part, sentAt)
  if (another !== undefined) return yield* new InvalidRequest({ problem: another, remedy })
  if (part !== undefined) return part
  const problem =
    wanted === undefined
      ? "Every order is settled: there is nothing to decide"
      : `${wanted} is not an order of unknown outcome`
  return yield* new InvalidRequest({ problem, remedy })
})

/** Records a job as the one that an order created, once Zoho's details do not contradict it. */
export const adoptInto = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  { jobId, ...which }: AdoptRequest,
  of?: Ordered,
): Effect.fn.Return<void, AdoptFailure, ZohoConnection> {
  if (!isJobId(jobId)) return yield* new InvalidJobId({ input: jobId })
  const entries = entriesOfNow(yield* journal.entries)
  const part = yield* partToSettle(entries, which)
  const ordered = of ?? orderedIn(entries)
  const job = yield* getJobDetails({ kind: ordered.kind === "import" ? "write" : "read", id: jobId })
  const problem = mismatch(ordered, entries, part, job)
  if (problem !== undefined) {
    return yield* new InvalidRequest({ problem: `Job ${jobId} cannot be the job of ${part}: ${problem}`, remedy })
  }
  yield* journal.append({ step: "adopted", part, at: yield* Clock.currentTimeMillis, jobId })
})

/** Records that an order created no job. */
export const abandonIn = Effect.fnUntraced(function* (
  journal: JournalKeeper,
  which: SettleRequest,
): Effect.fn.Return<void, InvalidRequest | AppendFailure> {
  const part = yield* partToSettle(entriesOfNow(yield* journal.entries), which)
  yield* journal.append({ step: "abandoned", part, at: yield* Clock.currentTimeMillis })
})

const settling = <A, E, R, EJ, RJ>(
  { journal }: SettleOptions<EJ, RJ>,
  settle: (keeper: JournalKeeper) => Effect.Effect<A, E, R>,
) =>
  Journal.use((keeper) => Effect.scoped(Effect.andThen(useAlone(keeper), settle(keeper)))).pipe(Effect.provide(journal))

/**
 * Adopts the job that an order of unknown outcome created, so that the journey resumes with it.
 *
 * **Details**
 *
 * One look (1 API credit) checks that the job is of the right kind and module, that it was not created long before the
 * order was sent, and, as far as Zoho shows, that it is about the same rows or page. Fails with `InvalidRequest` if
 * something does not fit, or if the order's outcome is known.
 *
 * **Example** (The job that a person found)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * const journal = Journal.layerFolder("/var/lib/reports/contacts")
 *
 * export const goOn = (jobId: string) =>
 *   Effect.andThen(Journal.adopt({ jobId }, { journal }), Journal.resumeExport({ journal }))
 * ```
 *
 * @category operations
 */
export const adopt = <E = never, R = never>(
  request: adopt.Request,
  options: adopt.Options<E, R>,
): Effect.Effect<void, AdoptFailure | E, ZohoConnection | R> =>
  settling(options, (keeper) => adoptInto(keeper, request))

/** What `Journal.adopt` accepts. */
export declare namespace adopt {
  /** Which order to settle, and the job that settles it. */
  export type Request = AdoptRequest

  /** The journal of the journey that sent the order. */
  export type Options<E = never, R = never> = SettleOptions<E, R>
}

/**
 * States that an order of unknown outcome created no job, so that it is sent again when the journey resumes.
 *
 * **Gotchas**
 *
 * Look for the job first: if there is one after all, rows are written twice. If another process may have resumed the
 * journey, name the order by `sentAt`.
 *
 * **Example** (The part whose job nobody found)
 *
 * ```ts
 * import { Journal } from "@zoho-bulk/core"
 *
 * const journal = Journal.layerFolder("/var/lib/imports/leads")
 *
 * export const sendAgain = () => Journal.abandon({ part: "part 2" }, { journal })
 * ```
 *
 * @category operations
 */
export const abandon = <E = never, R = never>(
  request: abandon.Request,
  options: abandon.Options<E, R>,
): Effect.Effect<void, InvalidRequest | AppendFailure | E, R> =>
  settling(options, (keeper) => abandonIn(keeper, request))

/** What `Journal.abandon` accepts. */
export declare namespace abandon {
  /** Which order to settle. */
  export type Request = SettleRequest

  /** The journal of the journey that sent the order. */
  export type Options<E = never, R = never> = SettleOptions<E, R>
}
