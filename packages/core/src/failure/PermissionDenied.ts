import * as Schema from "effect/Schema"
import { couldNot, failureFields, quote } from "./RequestContext.ts"

/**
 * The user behind the token may not do this: a right is missing in their Zoho profile.
 *
 * Zoho's codes: NO_PERMISSION, AUTHORIZATION_FAILED (v7 page).
 *
 * @category errors
 */
export class PermissionDenied extends Schema.TaggedError<PermissionDenied>()("PermissionDenied", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Ask a Zoho administrator to allow bulk API access, and the module, in the profile of the token's user."
  }

  get summary(): string {
    return `${couldNot(this.request)}: the token's user may not do this (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
