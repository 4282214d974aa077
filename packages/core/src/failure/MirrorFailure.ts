import { amount } from "../domain/amount.ts"
import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"
import type { StorageFailed } from "./StorageFailed.ts"

/**
 * Another process is working on the same copy. Nothing was read or changed.
 *
 * **Example** (Who it is)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const holder = ({ problem, target }: Failure.MirrorTaken): string => `${target}: ${problem}`
 * ```
 *
 * @category errors
 */
export class MirrorTaken extends Failure<MirrorTaken>()("MirrorTaken", {
  /** The copy, such as its folder or its file. */
  target: Schema.String,
  /** Who has it, in one line. */
  problem: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Wait until the other process has ended, or stop it. What it has copied is not copied again."
  }

  get summary(): string {
    return `Another process is working on ${this.target}: ${this.problem}`
  }
}

/**
 * The copies in a target were read from another organisation than the one that is connected. Nothing was ordered or
 * changed.
 *
 * **Details**
 *
 * Copies remember the API host that they were read from, and the id of the organisation if the settings had it (`orgId`).
 * Two organisations on one host are told apart only by their ids.
 *
 * **Example** (Both of them)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const both = ({ asked, known, target }: Failure.MirrorDiffers): string => `${target}: ${known}, not ${asked}`
 * ```
 *
 * @category errors
 */
export class MirrorDiffers extends Failure<MirrorDiffers>()("MirrorDiffers", {
  /** The copies, such as their folder or their file. */
  target: Schema.String,
  /** What differs: the API host, or the id of the organisation. */
  what: Schema.Literals(["host", "organization"]),
  /** What the copies were read from, such as `https://www.zohoapis.eu`. */
  known: Schema.String,
  /** What is connected. */
  asked: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Keep the copies of each organisation in a target of their own, or connect to the organisation that these are of."
  }

  get summary(): string {
    const [copied, connected] =
      this.what === "host"
        ? [`the organisation at ${this.known}`, `the organisation at ${this.asked}`]
        : [`organisation ${this.known}`, `organisation ${this.asked}`]
    return `The copies in ${this.target} are of ${copied}, but this run is for ${connected}`
  }
}

/**
 * A column of a module has a different type than in the copy, so that its values would not fit. The copy of the module
 * was not changed.
 *
 * **Example** (What happened)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ column, is, was }: Failure.ColumnTypeChanged): string => `${column}: ${was}, now ${is}`
 * ```
 *
 * @category errors
 */
export class ColumnTypeChanged extends Failure<ColumnTypeChanged>()("ColumnTypeChanged", {
  /** API name of the module. */
  module: Schema.String,
  /** API name of the field. */
  column: Schema.String,
  /** The data type that the copy has. */
  was: Schema.String,
  /** The data type that Zoho reports now. */
  is: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Keep such columns as text (textColumns), or begin a new copy of the module elsewhere."
  }

  get summary(): string {
    return `${this.column} of ${this.module} is now of type ${this.is}, but ${this.was} in the copy`
  }
}

/**
 * Records that Zoho has are missing, although the whole module was read. The copy of the module was not changed.
 *
 * **Example** (Some of them)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const some = ({ ids }: Failure.CopyIncomplete): string => ids.slice(0, 5).join(", ")
 * ```
 *
 * @category errors
 */
export class CopyIncomplete extends Failure<CopyIncomplete>()("CopyIncomplete", {
  /** API name of the module. */
  module: Schema.String,
  /** How many records are missing. */
  missing: Schema.Int,
  /** The ids of some of them, at most 20. */
  ids: Schema.Array(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Run it again once fewer records change; if it happens again, send the ids to Zoho's support."
  }

  get summary(): string {
    return `${amount(this.missing, "record")} of ${this.module} are missing, such as ${this.ids[0] ?? "one whose id is not known"}`
  }
}

/**
 * Every way in which the target of a copy can fail.
 *
 * **Example** (Whether it is only in use)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isInUse = ({ _tag }: Failure.TargetFailure): boolean => _tag === "MirrorTaken"
 * ```
 *
 * @category errors
 */
export type TargetFailure = StorageFailed | MirrorTaken | MirrorDiffers
