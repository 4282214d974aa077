import * as Schema from "effect/Schema"
import { Failure } from "./Failure.ts"
import { couldNot, failureFields } from "./RequestContext.ts"

/**
 * The place where access tokens rest cannot be used, so none was asked for: the request could not have been counted.
 *
 * @category errors
 */
export class TokenStoreFailed extends Failure<TokenStoreFailed>()("TokenStoreFailed", {
  ...failureFields,
  problem: Schema.String,
  remedy: Schema.String,
}) {
  readonly isRetryable: boolean = false

  get summary(): string {
    return `${couldNot(this.request)}: ${this.problem}`
  }
}
