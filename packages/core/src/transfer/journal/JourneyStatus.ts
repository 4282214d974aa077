import type { JobId } from "../../domain/JobId.ts"
import { finishedAt, type JournalEntry } from "./JournalEntry.ts"
import { orderStates, partsToSettle } from "./OrderState.ts"
import { organizationIn } from "./JourneyIdentity.ts"

/**
 * How far a journey has got, according to its journal.
 *
 * **Example** (Whether a person is needed)
 *
 * ```ts
 * import type { Journal } from "@zoho-bulk/core"
 *
 * export const needsSomebody = ({ toSettle }: Journal.JourneyStatus): boolean => toSettle.length > 0
 * ```
 *
 * @category models
 */
export interface JourneyStatus {
  /** Whether it reads or writes; absent if an older version wrote the journal, or there is none. */
  readonly kind?: "export" | "import"
  /** The request; absent if `kind` is. */
  readonly request?: unknown
  /** The origin of the API host; absent if `kind` is. */
  readonly host?: string
  /** The id of the organisation, if it is known. */
  readonly organization?: string
  /** When it began, in milliseconds since the epoch; absent if `kind` is. */
  readonly begunAt?: number
  /** When it ended; absent until then. */
  readonly finishedAt?: number
  /** How many rows each part of an import has; absent until all are read. */
  readonly rowsOfParts?: ReadonlyArray<number>
  /** The jobs that it knows as its own. */
  readonly jobs: ReadonlyArray<{
    /** Which of the journey's jobs it is, such as `page 2` or `part 7`. */
    readonly part: string
    /** The job's id. */
    readonly jobId: JobId
    /** When Zoho answered the order, by its own clock, in milliseconds since the epoch; absent if unknown. */
    readonly zohoTime?: number
  }>
  /** The orders of unknown outcome, which `Journal.adopt` and `Journal.abandon` settle. */
  readonly toSettle: ReadonlyArray<{
    /** Which of the journey's jobs it is about, such as `page 2` or `part 7`. */
    readonly part: string
    /** When it was sent, in milliseconds since the epoch. */
    readonly sentAt: number
  }>
}

type Ordered = Extract<JournalEntry, { readonly step: "ordered" | "adopted" }>

const jobOf = (entry: Ordered): JourneyStatus["jobs"][number] => ({
  part: entry.part,
  jobId: entry.jobId,
  ...("zohoTime" in entry ? { zohoTime: entry.zohoTime } : {}),
})

/** Reads from the entries of a journey how far it has got. */
export const statusOf = (entries: ReadonlyArray<JournalEntry>): JourneyStatus => {
  const begun = entries.find((entry) => entry.step === "begun")
  const organization = organizationIn(entries)
  const finished = finishedAt(entries)
  const split = entries.find((entry) => entry.step === "split")
  const states = orderStates(entries)
  return {
    ...(begun === undefined ? {} : { kind: begun.kind, request: begun.request, host: begun.host, begunAt: begun.at }),
    ...(organization === undefined ? {} : { organization }),
    ...(finished === undefined ? {} : { finishedAt: finished }),
    ...(split === undefined ? {} : { rowsOfParts: split.parts }),
    jobs: entries.flatMap((entry) => (entry.step === "ordered" || entry.step === "adopted" ? [jobOf(entry)] : [])),
    toSettle: partsToSettle(entries).flatMap((part) => {
      const state = states.get(part)
      return state?._tag === "unknown" ? [{ part, sentAt: state.sentAt }] : []
    }),
  }
}
