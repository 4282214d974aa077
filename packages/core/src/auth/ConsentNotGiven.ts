import * as Schema from "effect/Schema"
import { Failure } from "../failure/Failure.ts"
import { couldNot, RequestContext } from "../failure/RequestContext.ts"

const problems = {
  denied: "the user refused",
  expired: "the code was not confirmed in time, or has been used",
  elsewhere: "the account of the user is in another data centre",
} as const

/**
 * The user of a device code did not give consent: no token was issued, and the code can no longer be used. Request
 * another code.
 *
 * Zoho's words: access_denied, expired, other_dc (its page on polling requests).
 *
 * **Example** (Whether to offer another code)
 *
 * ```ts
 * import type { Auth } from "@zoho-bulk/core"
 *
 * export const isWorthAnother = ({ reason }: Auth.ConsentNotGiven): boolean => reason === "expired"
 * ```
 *
 * @category errors
 */
export class ConsentNotGiven extends Failure<ConsentNotGiven>()("ConsentNotGiven", {
  /** The poll with this answer. */
  request: RequestContext,
  /**
   * `denied`: the user refused. `expired`: the code was not confirmed in time. `elsewhere`: the
   * account is in a data centre that cannot be asked from here.
   */
  reason: Schema.Literals(["denied", "expired", "elsewhere"]),
  /** Where the account is, in Zoho's words, such as `eu`; absent unless `reason` is `elsewhere`. */
  userLocation: Schema.optionalKey(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (this.reason === "denied") return "Ask for another code, and confirm it as the user whose records you want."
    if (this.reason === "expired") return "Ask for another code, and confirm it within five minutes."
    return `Ask for a code in the data centre of the account${this.userLocation === undefined ? "" : ` (${this.userLocation})`}.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: ${problems[this.reason]}`
  }
}
