import * as Schema from "effect/Schema"
import { dataCenterOfHost } from "../domain/DataCenter.ts"
import { couldNot, failureFields, operationOf } from "./RequestContext.ts"

/** The setting that a refused host would have to be named by; with a token, Zoho names the API's host. */
const settingOf = {
  api: "--api-domain (ZOHO_API_DOMAIN)",
  accounts: "--api-domain (ZOHO_API_DOMAIN)",
  upload: "--upload-url (ZOHO_UPLOAD_URL)",
  download: "--download-url (ZOHO_DOWNLOAD_URL)",
} as const

/**
 * Zoho, or what answers in its name, sent us to a host that must not get the token. Nothing was sent there.
 *
 * @category errors
 */
export class HostNotTrusted extends Schema.TaggedError<HostNotTrusted>()("HostNotTrusted", {
  ...failureFields,
  /** Scheme and host of the refused address. */
  origin: Schema.String,
  trustedHosts: Schema.Array(Schema.String),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const { host } = operationOf(this.request)
    const isOfToken = host === "accounts" && URL.canParse(this.origin)
    const other = isOfToken ? dataCenterOfHost(new URL(this.origin).hostname) : undefined
    if (other !== undefined && other !== this.request.dataCenter) {
      return `Your account lives in ${other}: set ZOHO_DATA_CENTER=${other}. It is ${this.request.dataCenter} now.`
    }
    return `If ${this.origin} is yours, name it by ${settingOf[host]}. Trusted now: ${this.trustedHosts.join(", ")}.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: the answer leads to ${this.origin}, which is not trusted with the access token`
  }

  override get message(): string {
    return `${this.summary}\n${this.remedy}`
  }
}
