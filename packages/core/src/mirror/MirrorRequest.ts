import type * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Condition } from "../domain/Condition.ts"
import type { FieldSchemas } from "../domain/FieldSchemas.ts"
import type { AppendFailure } from "../failure/JournalFailure.ts"
import type { Journal } from "../transfer/journal/Journal.ts"
import type { MirrorTarget } from "./MirrorTarget.ts"

/**
 * A module that is to be copied, and what of it.
 *
 * **Example** (Deals of some size, without their descriptions)
 *
 * ```ts
 * import { Condition, type Mirror } from "@zoho-bulk/core"
 *
 * export const deals: Mirror.CopiedModule = {
 *   module: "Deals",
 *   exclude: ["Description"],
 *   where: Condition.field.number("Amount").greaterThan(1_000),
 * }
 * ```
 *
 * @category models
 */
export interface CopiedModule {
  /** API name of the module. */
  readonly module: string
  /** API names of the fields; all that bulk read has, by default. */
  readonly fields?: ReadonlyArray<string> | undefined
  /** API names of fields that are left out. */
  readonly exclude?: ReadonlyArray<string> | undefined
  /** Which records; all, by default. */
  readonly where?: Condition | undefined
}

/** @category schemas */
export const CopiedModule = Schema.Struct({
  module: Schema.NonEmptyString,
  fields: Schema.optional(Schema.Array(Schema.String)),
  exclude: Schema.optional(Schema.Array(Schema.String)),
  where: Schema.optional(Condition),
} satisfies FieldSchemas<CopiedModule>)

/**
 * How modules are copied, where it is not as usual.
 *
 * **Example** (A refresh each day, and at most a thousand credits)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const options: Mirror.MirrorOptions = { refreshEvery: "1 day", maxCredits: 1_000 }
 * ```
 *
 * @category configuration
 */
export interface MirrorOptions<RJ = never> {
  /**
   * How long before the last run the next one begins to look for changes: what Zoho tells late is not missed. Rows that come twice do no harm.
   * 10 minutes by default.
   */
  readonly overlap?: Duration.Input | undefined
  /**
   * How old a copy may be before the module is read as a whole again. Formulas and summaries change without a change of `Modified_Time`, so that
   * nothing else brings them. 7 days by default.
   */
  readonly refreshEvery?: Duration.Input | undefined
  /** Whether each module is read as a whole, whatever the copy has; false by default. */
  readonly whole?: boolean | undefined
  /**
   * When the ids of all records, and their `Modified_Time`, are read and compared with those of the copy, for 51 credits per 200,000 records:
   * `"whenCountsDiffer"`, the default, or `"always"`, which finds also as many records that came back as others are gone without a trace.
   */
  readonly compareIds?: "whenCountsDiffer" | "always" | undefined
  /** Whether a column goes on as text where its type has changed, instead of stopping its module; false by default. */
  readonly textColumns?: boolean | undefined
  /** How many modules are copied at once; 3 by default. */
  readonly concurrency?: number | undefined
  /** The most API credits that all modules together may spend on jobs. */
  readonly maxCredits?: number | undefined
  /** Whether to wait for another process that works on the copy, instead of failing with `MirrorTaken`; false by default. */
  readonly wait?: boolean | undefined
  /** Gives each module a journal, so that an export that was interrupted is taken up again; in memory by default. */
  readonly journal?: ((module: string) => Layer.Layer<Journal, AppendFailure, RJ>) | undefined
}

/**
 * What is copied, and where to.
 *
 * **Example** (Two modules, into a folder)
 *
 * ```ts
 * import { Mirror } from "@zoho-bulk/core"
 *
 * const modules = [{ module: "Leads" }, { module: "Deals", exclude: ["Description"] }]
 *
 * export const nightly = () => Mirror.run({ modules, target: Mirror.folder("/var/lib/zoho/copies") })
 * ```
 *
 * @category models
 */
export interface MirrorRequest<R = never> {
  /** The modules, each of them once. */
  readonly modules: ReadonlyArray<CopiedModule>
  /** The place of the copies. */
  readonly target: MirrorTarget<R>
}
