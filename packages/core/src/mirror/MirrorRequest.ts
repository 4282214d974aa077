import type * as Duration from "effect/Duration"
import type * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Condition } from "../domain/Condition.ts"
import type { FieldSchemas } from "../domain/FieldSchemas.ts"
import type { AppendFailure } from "../failure/JournalFailure.ts"
import type { Journal } from "../transfer/journal/Journal.ts"
import type { MirrorTarget } from "./MirrorTarget.ts"

/**
 * A module to copy, and which parts of it.
 *
 * **Example** (Large deals, without their descriptions)
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
  /** API names of the fields; by default, all that bulk read offers. */
  readonly fields?: ReadonlyArray<string> | undefined
  /** API names of fields to leave out. */
  readonly exclude?: ReadonlyArray<string> | undefined
  /** Which records; by default all. */
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
 * Options for how modules are copied.
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
   * How long before the last run the next one begins to look for changes, so that changes which Zoho reports late are
   * not missed. Rows that come twice do no harm. 10 minutes by default.
   */
  readonly overlap?: Duration.Input | undefined
  /**
   * How old a copy may be before the whole module is read again. Formulas and summaries change without a new
   * `Modified_Time`, so only a whole read updates them. 7 days by default.
   */
  readonly refreshEvery?: Duration.Input | undefined
  /** Whether to read every module whole, whatever the copy has; false by default. */
  readonly whole?: boolean | undefined
  /**
   * When to read the ids of all records, and their `Modified_Time`, and compare them with those of the copy, for 51
   * credits per 200,000 records: `"whenCountsDiffer"`, the default, or `"always"`, which also finds records that came
   * back if as many others vanished without a trace.
   */
  readonly compareIds?: "whenCountsDiffer" | "always" | undefined
  /** Whether a column whose type has changed continues as text, instead of stopping its module; false by default. */
  readonly textColumns?: boolean | undefined
  /** How many modules are copied at once; 3 by default. */
  readonly concurrency?: number | undefined
  /** The most API credits that all modules together may spend on jobs. */
  readonly maxCredits?: number | undefined
  /**
   * Whether to wait for another process that is working on the copy, instead of failing with `MirrorTaken`; false by
   * default.
   */
  readonly wait?: boolean | undefined
  /** Provides a journal for each module, so that an interrupted export is resumed; in memory by default. */
  readonly journal?: ((module: string) => Layer.Layer<Journal, AppendFailure, RJ>) | undefined
}

/**
 * What to copy, and where to.
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
  /** The target of the copies. */
  readonly target: MirrorTarget<R>
}
