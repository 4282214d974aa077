import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { JobKind } from "../../domain/JobKind.ts"
import type { JobState } from "../../domain/JobState.ts"

/**
 * Something that a journey did.
 *
 * **Example** (A line for each event)
 *
 * ```ts
 * import type { Progress } from "@zoho-bulk/core"
 *
 * export const line = (event: Progress.ProgressEvent): string =>
 *   "part" in event ? `${event.part}: ${event._tag}` : event._tag
 * ```
 *
 * @category models
 */
export type ProgressEvent =
  | {
      /** Zoho accepted the order for a job. */
      readonly _tag: "ordered"
      /** Which of the journey's jobs it is about, such as `page 2` or `part 7`. */
      readonly part: string
      /** Whether the job reads or writes. */
      readonly kind: JobKind
      /** The id of the job. */
      readonly jobId: string
      /**
       * When Zoho answered the order, by its own clock, in milliseconds since the epoch; absent if the answer had no
       * date.
       */
      readonly zohoTime?: number
    }
  | {
      /** A job was looked at: it is under way, or has ended. */
      readonly _tag: "looked"
      /** Which of the journey's jobs it is. */
      readonly part: string
      /** Whether the job reads or writes. */
      readonly kind: JobKind
      /** The id of the job. */
      readonly jobId: string
      /** The state of the job. */
      readonly state: JobState
      /** How long the wait for the job has lasted, in milliseconds. */
      readonly elapsedMillis: number
      /** How many rows a completed read job reports. */
      readonly rows?: number
      /** Whether there are more records after those of a completed read job. */
      readonly moreRecords?: boolean
    }
  | {
      /**
       * What an earlier run of an export had ordered is gone: its pages are ordered again from the first one, and paid
       * for again.
       */
      readonly _tag: "begunAnew"
      /** What is gone, in one line. */
      readonly reason: string
    }
  | {
      /** A field was left out because bulk read refuses it. */
      readonly _tag: "dropped"
      /** API name of the field. */
      readonly field: string
    }
  | {
      /**
       * Rows were left out at the end of an export whose fields are read by several jobs: some of the jobs do not have
       * their records, which were created, deleted or changed in between.
       */
      readonly _tag: "leftOut"
      /** How many records it is about. */
      readonly records: number
      /** The ids of some of them, at most 20. */
      readonly ids: ReadonlyArray<string>
    }
  | {
      /** All rows were read and split into parts. */
      readonly _tag: "split"
      /** How many rows there are, without the header. */
      readonly rows: number
      /** How many parts there are; each needs a job. */
      readonly parts: number
    }
  | {
      /** The archive of a part is at Zoho. */
      readonly _tag: "uploaded"
      /** Which part, such as `part 7`. */
      readonly part: string
    }
  | {
      /** Rows of a page, or outcomes of a part, were emitted to the reader. */
      readonly _tag: "flowed"
      /** Which page or part they are of, such as `page 2` or `part 7`. */
      readonly part: string
      /** Whether rows were read, or outcomes of rows that were written. */
      readonly kind: JobKind
      /** How many were emitted since the last such event. */
      readonly rows: number
    }

/**
 * Receives the events of journeys; by default nobody does.
 *
 * **Example** (A line in the log for each job)
 *
 * ```ts
 * import { exportRecords, Progress } from "@zoho-bulk/core"
 * import { Effect, Stream } from "effect"
 *
 * export const contacts = exportRecords({ module: "Contacts" }).pipe(
 *   Stream.provideService(Progress.CurrentProgress, (event) =>
 *     event._tag === "ordered" ? Effect.log(`${event.part}: job ${event.jobId}`) : Effect.void,
 *   ),
 * )
 * ```
 *
 * @category configuration
 */
export const CurrentProgress = Context.Reference<(event: ProgressEvent) => Effect.Effect<void>>(
  "@zoho-bulk/core/transfer/CurrentProgress",
  { defaultValue: () => () => Effect.void },
)

/** Passes an event on to the listener. */
export const report = (event: ProgressEvent): Effect.Effect<void> =>
  Effect.flatMap(CurrentProgress, (listen) => listen(event))
