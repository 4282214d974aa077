import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * No token is available: the token store cannot be used, so none was requested, since the request could not have been
 * counted; or your own token source has none (`Auth.TokenUnavailable`).
 *
 * **Example** (What is wrong with the token file)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const inWords = ({ problem, remedy }: Failure.TokenStoreFailed): string =>
 *   `${problem}. ${remedy}`
 * ```
 *
 * @category errors
 */
export class TokenStoreFailed extends Failure<TokenStoreFailed>()("TokenStoreFailed", {
  ...failureFields,
  /** What is wrong with the token store, in one line. */
  problem: Schema.String,
  /** What the reader can do about it. */
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `${couldNot(this.request)}: ${this.problem}`
  }
}
