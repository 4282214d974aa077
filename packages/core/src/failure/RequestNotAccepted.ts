import * as Schema from "effect/Schema"
import { couldNot, failureFields, quote } from "./RequestContext.ts"

const remedies: Readonly<Record<string, string>> = {
  INVALID_URL_PATTERN: "Check ZOHO_API_VERSION and ZOHO_API_DOMAIN: the path is not one that this host knows.",
  INVALID_REQUEST_METHOD: "Something between here and Zoho has changed the request's method; look for a proxy.",
}

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
    const known = this.code === undefined ? undefined : remedies[this.code]
    return known ?? "Change the request as Zoho's message says; sending it again unchanged will not help."
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho does not accept ${this.request.method} ${this.request.url} (${quote(this)})`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
