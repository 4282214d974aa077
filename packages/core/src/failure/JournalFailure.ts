import * as DateTime from "effect/DateTime"
import * as Schema from "effect/Schema"
import { nearestMoment } from "../domain/Moment.ts"
import { Failure } from "./Failure.ts"
import type { StorageFailed } from "./StorageFailed.ts"

/**
 * Another process or fiber has taken over the journey of this journal: this one stopped before it ordered anything
 * more.
 *
 * **Details**
 *
 * Only a writer that has seen the previous entry of a journal can write the next one, so that no order is sent twice,
 * even if a process was suspended in between.
 *
 * **Example** (Leave it to the other process)
 *
 * ```ts
 * import { exportModule, Journal } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const contacts = (folder: string) =>
 *   exportModule({ module: "Contacts" }, { journal: Journal.layerFolder(folder) }).pipe(
 *     Effect.catchTag("JourneyTaken", () => Effect.undefined),
 *   )
 * ```
 *
 * @category errors
 */
export class JourneyTaken extends Failure<JourneyTaken>()("JourneyTaken", {
  /** Where the journal is: its folder, or `memory`. */
  journal: Schema.String,
  /** How the other process was noticed, as a sentence without its full stop. */
  problem: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Wait until the other process has ended, or stop it. What it has done is in the journal, and is not done again."
  }

  get summary(): string {
    return `Another process is running the journey in ${this.journal}: ${this.problem}`
  }
}

/**
 * The unfinished journey in a journal differs from the one that was requested. Nothing was ordered.
 *
 * **Example** (What differs)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ asked, known, what }: Failure.JourneyDiffers): string =>
 *   `${what}: the journal has ${known}, the program asks for ${asked}`
 * ```
 *
 * @category errors
 */
export class JourneyDiffers extends Failure<JourneyDiffers>()("JourneyDiffers", {
  /** What differs: `kind`, `host`, `organization`, `rows`, or a key of the request, such as `fields`. */
  what: Schema.String,
  /** The journal's value, shortened. */
  known: Schema.String,
  /** The requested value, shortened. */
  asked: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const isPlace = this.what === "host" || this.what === "organization"
    const goOn = isPlace ? "connect to where the unfinished one was begun" : "resume the unfinished one"
    return (
      `Give each journey a journal of its own, or ${goOn}. ` +
      'In code, ifDifferent: "beginAnew" drops the unfinished one, with what it knows of its jobs.'
    )
  }

  get summary(): string {
    return `The journal has an unfinished journey whose ${this.what} differs: ${this.known} there, and ${this.asked} here`
  }
}

/**
 * The journey in a journal is finished, and the program does not want it to start again; or it is an import that left
 * rows unknown, and the same rows were about to be sent again.
 *
 * **Example** (An import that must run only once)
 *
 * ```ts
 * import { importRows, Journal } from "@zoho-bulk/core"
 * import { Stream } from "effect"
 *
 * const journal = Journal.layerFolder("/var/lib/imports/opening-balance")
 *
 * export const once = (rows: Stream.Stream<ReadonlyArray<string>>) =>
 *   importRows({ module: "Leads", operation: "insert" }, rows, { journal, ifFinished: "fail" }).pipe(
 *     Stream.catchTag("JourneyFinished", () => Stream.empty),
 *   )
 * ```
 *
 * @category errors
 */
export class JourneyFinished extends Failure<JourneyFinished>()("JourneyFinished", {
  /** When it was finished, in milliseconds since the epoch. */
  finishedAt: Schema.Number,
  /** Whether the outcome of some of its rows, which the program would have sent again, is unknown. */
  leavesUnknown: Schema.optionalKey(Schema.Boolean),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (this.leavesUnknown === true) {
      return (
        "Check in Zoho CRM which of the rows are there, and import the others with their own journal. " +
        'In code, ifFinished: "beginAnew" writes all of them again.'
      )
    }
    return 'To run it again, leave ifFinished out, or set it to "beginAnew"; or use another journal.'
  }

  get summary(): string {
    const at = DateTime.formatIso(DateTime.makeUnsafe(nearestMoment(this.finishedAt)))
    return this.leavesUnknown === true
      ? `The import of these rows finished at ${at}, and the outcome of some is unknown`
      : `The journey in this journal finished at ${at}`
  }
}

/**
 * Every way in which writing to a journal can fail.
 *
 * **Example** (In words)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ _tag, problem }: Failure.AppendFailure): string =>
 *   _tag === "JourneyTaken" ? `somebody else was faster: ${problem}` : problem
 * ```
 *
 * @category errors
 */
export type AppendFailure = StorageFailed | JourneyTaken

/**
 * Every way in which a journey can fail because of its journal.
 *
 * **Example** (Whether another journey is in the way)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isInTheWay = ({ _tag }: Failure.JournalFailure): boolean =>
 *   _tag === "JourneyTaken" || _tag === "JourneyDiffers"
 * ```
 *
 * @category errors
 */
export type JournalFailure = AppendFailure | JourneyDiffers | JourneyFinished
