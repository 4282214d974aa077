import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { didYouMean } from "../domain/nearest.ts"
import { standardModules } from "../domain/standardModules.ts"
import { couldNot, failureFields, quote } from "./RequestContext.ts"
import { zohoCodes } from "./zohoCodes.ts"

/**
 * Zoho understood who asks and refuses what is asked. Asking the same again will not help.
 *
 * Zoho's codes: INVALID_URL_PATTERN, INVALID_REQUEST_METHOD (both recorded), and every other code of a 4xx answer.
 *
 * @category errors
 */
export class RequestNotAccepted extends Schema.TaggedError<RequestNotAccepted>()("RequestNotAccepted", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const known = this.code !== undefined && Object.hasOwn(zohoCodes, this.code) ? zohoCodes[this.code] : undefined
    return `${this.suggestion}${known?.remedy ?? "Change the request as Zoho's message says; sending it again unchanged will not help."}`
  }

  /** The module that was probably meant, where Zoho's details name one that is not. */
  private get suggestion(): string {
    if (this.code !== "MODULE_NOT_AVAILABLE") return ""
    const { details } = this
    const named = Predicate.hasProperty(details, "module") ? details.module : undefined
    return typeof named === "string" ? didYouMean(named, standardModules) : ""
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho does not accept ${this.request.method} ${this.request.url} (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
