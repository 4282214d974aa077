import * as Schema from "effect/Schema"
import { formatScopes } from "../wire/Operation.ts"
import { couldNot, failureFields, operationOf, quote } from "./RequestContext.ts"

/**
 * The access token is good, but was not granted a scope that the operation needs. A new token of the same grant will not do.
 *
 * Zoho's code: OAUTH_SCOPE_MISMATCH (recorded).
 *
 * @category errors
 */
export class ScopeMissing extends Schema.TaggedError<ScopeMissing>()("ScopeMissing", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const scopes = formatScopes(operationOf(this.request).scopes(this.request.apiVersion))
    return `Make a token whose grant includes the scope ${scopes}.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: the access token lacks a scope (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
