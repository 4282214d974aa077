import * as Schema from "effect/Schema"

/**
 * How the emulator behaves if Zoho's behaviour is unknown, so that you can try a program with either. All keys are
 * optional.
 *
 * **Example** (A Zoho that lists merged records, and compares without the boundary)
 *
 * ```ts
 * import type { Guesses } from "@zoho-bulk/core/emulator"
 *
 * export const guesses: Guesses = { mergedAreListed: true, boundary: "exclusive" }
 * ```
 *
 * @category testing
 */
export interface Guesses {
  /** Whether losers of a merge are among the deleted records. Default: they vanish. */
  readonly mergedAreListed?: boolean | undefined
  /** Whether converted leads are among the deleted records. Default: they vanish. */
  readonly convertedAreListed?: boolean | undefined
  /** Whether a restored record gets a new `Modified_Time`. Default: it keeps its old one. */
  readonly restoringModifies?: boolean | undefined
  /** Whether a restored record stays among the deleted ones. Default: it does not. */
  readonly restoredAreListed?: boolean | undefined
  /**
   * Whether `greater_equal`, `less_equal` and `between`, compared with a moment, and `If-Modified-Since` include the very second. Default:
   * `inclusive`.
   */
  readonly boundary?: "inclusive" | "exclusive" | undefined
  /** The HTTP status for an empty list of deleted records. Default: 204. */
  readonly nothingDeleted?: 204 | 304 | undefined
  /**
   * How much of a read job's time has passed when it reads, from 0 to 1. Default: 0.65, in the middle of its progress.
   */
  readonly readsAt?: number | undefined
  /**
   * How much of a read job's time the reading takes, from 0 to 1: the first half of the records at `readsAt`, the
   * others that much later. Default: 0, all at one moment.
   */
  readonly readsFor?: number | undefined
}

const share = Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))

/**
 * The schema of guesses. The type explains each key.
 *
 * @category testing
 */
export const Guesses = Schema.Struct({
  mergedAreListed: Schema.optional(Schema.Boolean),
  convertedAreListed: Schema.optional(Schema.Boolean),
  restoringModifies: Schema.optional(Schema.Boolean),
  restoredAreListed: Schema.optional(Schema.Boolean),
  boundary: Schema.optional(Schema.Literals(["inclusive", "exclusive"])),
  nothingDeleted: Schema.optional(Schema.Literals([204, 304])),
  readsAt: Schema.optional(share),
  readsFor: Schema.optional(share),
} satisfies { readonly [K in keyof Guesses]-?: Schema.Schema<Guesses[K]> })
