import type { JobId } from "../../domain/JobId.ts"
import { finishedAt, type JournalEntry, orderStates, partsToSettle } from "./JournalEntry.ts"
import { organizationIn } from "./JourneyIdentity.ts"

/**
 * How far a journey is, by its journal.
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
  /** Whether it reads or writes; absent where an older version wrote the journal, or nobody. */
  readonly kind?: "export" | "import"
  /** What was asked for; absent where `kind` is. */
  readonly request?: unknown
  /** The origin of the API host; absent where `kind` is. */
  readonly host?: string
  /** The id of the organisation, where it is known. */
  readonly organization?: string
  /** When it was begun, in milliseconds since the epoch; absent where `kind` is. */
  readonly begunAt?: number
  /** When it came to its end; absent as long as it did not. */
  readonly finishedAt?: number
  /** How many rows each part of an import has; absent before they are all read. */
  readonly rowsOfParts?: ReadonlyArray<number>
  /** The jobs that it knows as its own. */
  readonly jobs: ReadonlyArray<{
    /** Which of the journey's jobs it is, such as `page 2` or `part 7`. */
    readonly part: string
    /** The job's id. */
    readonly jobId: JobId
    /** When Zoho answered the order, by its own clock, in milliseconds since the epoch; absent where that is not known. */
    readonly zohoTime?: number
  }>
  /** The orders of unknown outcome, which `Journal.adopt` and `Journal.abandon` settle. */
  readonly toSettle: ReadonlyArray<{
    /** Which of the journey's jobs it is about, such as `page 2` or `part 7`. */
    readonly part: string
    /** When it went out, in milliseconds since the epoch. */
    readonly sentAt: number
  }>
}

type Ordered = Extract<JournalEntry, { readonly step: "ordered" | "adopted" }>

const jobOf = (entry: Ordered): JourneyStatus["jobs"][number] => ({
  part: entry.part,
  jobId: entry.jobId,
  ...("zohoTime" in entry ? { zohoTime: entry.zohoTime } : {}),
})

/** Reads from the entries of a journey how far it is. */
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
