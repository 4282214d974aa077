import { amount, number } from "../domain/amount.ts"
import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"

/**
 * The next order of a journey would exceed the API credits that it may spend. The order was not sent; the progress of
 * the journey is in its journal, and it can be resumed with more credits.
 *
 * **Example** (How much more it needs)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const lacking = ({ most, needed }: Failure.CreditLimitReached): number => needed - most
 * ```
 *
 * @category errors
 */
export class CreditLimitReached extends Failure<CreditLimitReached>()("CreditLimitReached", {
  /** The API credits that it may spend. */
  most: Schema.Number,
  /** The API credits that it has spent. */
  spent: Schema.Number,
  /** What it would have spent after the order. */
  needed: Schema.Number,
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return `Allow at least ${amount(this.needed, "credit")}, or ask for less.`
  }

  get summary(): string {
    return `The next order would bring this run to ${amount(this.needed, "API credit")}, but it may spend only ${number(this.most)}`
  }
}
