import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { didYouMean } from "../domain/nearest.ts"
import { standardModules } from "../domain/standardModules.ts"
import { couldNot, failureFields, quote } from "./RequestContext.ts"
import { zohoCodes } from "./zohoCodes.ts"

const otherOrganization =
  "Set --org-id (ZOHO_ORG_ID) to the zgid of the organisation that the token is of, or leave it out: then it is looked up."

const checkFindBy = "Check --find-by (findBy): it takes a unique field of the module by its API name, such as id."

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
    if (this.isOfHeaders) return otherOrganization
    if (this.isOfFindBy) return checkFindBy
    const known = this.code !== undefined && Object.hasOwn(zohoCodes, this.code) ? zohoCodes[this.code] : undefined
    return `${this.suggestion}${known?.remedy ?? "Change the request as Zoho's message says; sending it again unchanged will not help."}`
  }

  /** Whether it is the headers of an upload that the file host does not take, for which it has no code. */
  private get isOfHeaders(): boolean {
    const { code, request, zohoMessage = "" } = this
    return request.operation === "uploadFile" && code === undefined && zohoMessage.includes("X-CRM-ORG")
  }

  /** Whether Zoho speaks of the field to find records by, rather than of one that a column goes to. */
  private get isOfFindBy(): boolean {
    const isOfField = this.code === "INVALID_FIELD" || this.code === "INVALID_FIELD_NAME"
    return isOfField && /find_by/.test(`${this.zohoMessage} ${JSON.stringify(this.details)}`)
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
