import * as Duration from "effect/Duration"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { JobKind } from "../domain/JobKind.ts"
import { couldNot, failureFields, operationOf, quote } from "./RequestContext.ts"
import { didYouMean } from "../domain/didYouMean.ts"
import { formatScopes } from "../wire/Operation.ts"
import { standardModules } from "../wire/standardModules.ts"
import { zohoCodes } from "./zohoCodes.ts"
import { DurationFromMillis } from "./DurationFromMillis.ts"
import { Failure } from "./Failure.ts"
import { permissionToRead } from "./permissionToRead.ts"
import { own } from "../domain/own.ts"

/**
 * Zoho does not accept the access token: it is wrong, it has expired or been revoked, or it belongs
 * to another data centre. A token made from a grant is renewed once before a call fails with this.
 *
 * Zoho's codes: AUTHENTICATION_FAILURE (recorded), INVALID_TOKEN.
 *
 * **Example** (Which data centre refused the token)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const job = (id: string) =>
 *   getJobDetails({ id }).pipe(
 *     Effect.tapErrorTag("TokenRefused", ({ request }) =>
 *       Effect.logError(`the token is not one of ${request.dataCenter}, or has expired`),
 *     ),
 *   )
 * ```
 *
 * @category errors
 */
export class TokenRefused extends Failure<TokenRefused>()("TokenRefused", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return (
      "Get a new access token (they last one hour), and check ZOHO_DATA_CENTER: " +
      `it is ${this.request.dataCenter}, and tokens from other data centres are refused too.` +
      permissionToRead(this.request.unreadable)
    )
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho refused the access token (${quote(this)})`
  }
}

/**
 * The access token is valid, but lacks a scope that the operation needs. A new token from the same grant will not help.
 *
 * Zoho's code: OAUTH_SCOPE_MISMATCH (recorded).
 *
 * **Example** (The scopes to ask for)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 * import { operations } from "@zoho-bulk/core/wire"
 *
 * export const scopesFor = ({ request }: Failure.ScopeMissing) =>
 *   operations[request.operation].scopes(request.apiVersion)
 * ```
 *
 * @category errors
 */
export class ScopeMissing extends Failure<ScopeMissing>()("ScopeMissing", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const scopes = formatScopes(operationOf(this.request).scopes(this.request.apiVersion))
    return `Make a token whose grant includes the scope ${scopes}.`
  }

  get summary(): string {
    return `${couldNot(this.request)}: the access token lacks a scope (${quote(this)})`
  }
}

/**
 * The user behind the token may not do this: their Zoho profile lacks a permission.
 *
 * Zoho's codes: NO_PERMISSION, AUTHORIZATION_FAILED (v7 page).
 *
 * **Example** (Modules that may be read)
 *
 * ```ts
 * import { createReadJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const order = (module: string) =>
 *   createReadJob({ module }).pipe(
 *     Effect.asSome,
 *     Effect.catchTag("PermissionDenied", () => Effect.succeedNone),
 *   )
 * ```
 *
 * @category errors
 */
export class PermissionDenied extends Failure<PermissionDenied>()("PermissionDenied", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    return "Ask a Zoho administrator to allow bulk API access, and the module, in the profile of the token's user."
  }

  get summary(): string {
    return `${couldNot(this.request)}: the token's user may not do this (${quote(this)})`
  }
}

/**
 * Zoho has no such job of this kind in this organisation, data centre and environment.
 *
 * Zoho's code: RESOURCE_NOT_FOUND, with HTTP 404 for read jobs and 400 for write jobs (both
 * recorded).
 *
 * **Example** (A job that Zoho has forgotten)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const state = getJobDetails({ id: "4150868000000000000" }).pipe(
 *   Effect.map((job) => job.state),
 *   Effect.catchTag("JobNotFound", ({ kinds }) => Effect.succeed(`no ${kinds.join(" or ")} job`)),
 * )
 * ```
 *
 * @category errors
 */
export class JobNotFound extends Failure<JobNotFound>()("JobNotFound", {
  ...failureFields,
  /** The kinds of job that were looked for. */
  kinds: Schema.NonEmptyArray(JobKind),
}) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    const [kind, other] = this.kinds
    const otherKind = other === undefined ? ` It may be a ${kind === "read" ? "write" : "read"} job.` : ""
    return (
      `Check the id, and that the job belongs to this organisation in data centre ${this.request.dataCenter}.` +
      `${otherKind} Zoho deletes old jobs.`
    )
  }

  get summary(): string {
    return `There is no ${this.kinds.join(" or ")} job ${this.request.jobId} (${quote(this)})`
  }
}

const otherOrganization =
  "Set --org-id (ZOHO_ORG_ID) to the zgid of the token's organisation, or leave it out to have it looked up."

const checkFindBy = "Check --find-by (findBy): it must be the API name of a unique field, such as id."

/**
 * Zoho knows who is asking and refuses the request. Repeating it will not help.
 *
 * Zoho's codes: INVALID_URL_PATTERN, INVALID_REQUEST_METHOD (both recorded), and every other code
 * of a 4xx answer.
 *
 * **Example** (A field that bulk read cannot return)
 *
 * ```ts
 * import type { Failure } from "@zoho-bulk/core"
 *
 * export const isOfField = ({ code }: Failure.RequestNotAccepted): boolean =>
 *   code === "FIELD_NOT_SUPPORTED" || code === "FIELD_NOT_AVAILABLE"
 * ```
 *
 * @category errors
 */
export class RequestNotAccepted extends Failure<RequestNotAccepted>()("RequestNotAccepted", failureFields) {
  readonly isRetryable: boolean = false

  get remedy(): string {
    if (this.about === "organization") return otherOrganization
    if (this.about === "findBy") return checkFindBy
    return `${this.suggestion}${own(zohoCodes, this.code)?.remedy ?? "Change the request as Zoho's message says."}`
  }

  /**
   * What is refused, if the code does not make it clear: the organisation that a file is uploaded for, or the field
   * that finds records rather than one that a column goes to.
   */
  get about(): "organization" | "findBy" | undefined {
    const { code = "", details, request, zohoMessage = "" } = this
    if (code === "" && request.operation === "uploadFile" && /X-CRM-ORG/.test(zohoMessage)) return "organization"
    const said = code + zohoMessage + JSON.stringify(details)
    return /^INVALID_FIELD[^]*find_by/.test(said) ? "findBy" : undefined
  }

  /** The module that was probably meant, if Zoho's details name one that does not exist. */
  private get suggestion(): string {
    if (this.code !== "MODULE_NOT_AVAILABLE") return ""
    const { details } = this
    const named = Predicate.hasProperty(details, "api_name") ? details.api_name : undefined
    return typeof named === "string" ? didYouMean(named, standardModules) : ""
  }

  get summary(): string {
    const { method, url } = this.request
    const what = /^$|_URL_|T_METHOD/.test(this.code ?? "") ? `${method} ${url}` : "it"
    return `${couldNot(this.request)}: Zoho does not accept ${what} (${quote(this)})`
  }
}

/**
 * Zoho asks to come back later: too many calls at once, or the day's credits are used up.
 *
 * **Details**
 *
 * The call was retried first, as often as `Limits` allow. If `httpStatus` and `code` are absent, nothing was sent: the
 * call would have had to wait for its turn longer than it may last. If `retryAfter` is absent too, other calls were
 * under way all that time.
 *
 * Zoho's code: TOO_MANY_REQUESTS, and any answer with HTTP 429.
 *
 * **Example** (Come back when Zoho asks to)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const job = (id: string) =>
 *   getJobDetails({ id }).pipe(
 *     Effect.catchTag("Throttled", ({ retryAfter }) =>
 *       Effect.delay(getJobDetails({ id }), retryAfter ?? "1 minute"),
 *     ),
 *   )
 * ```
 *
 * @category errors
 */
export class Throttled extends Failure<Throttled>()("Throttled", {
  ...failureFields,
  /** How long Zoho asked to wait; absent if it did not say. */
  retryAfter: Schema.optionalKey(DurationFromMillis),
}) {
  readonly isRetryable: boolean = true

  /** Whether Zoho answered this; otherwise nothing was sent. */
  readonly isAnswered: boolean = this.httpStatus !== undefined || this.code !== undefined

  get remedy(): string {
    const when =
      this.retryAfter === undefined ? "in a minute" : `in ${Math.ceil(Duration.toSeconds(this.retryAfter))} s`
    if (operationOf(this.request).host === "accounts") {
      return `Try again ${when}: Zoho issues at most 10 access tokens in 10 minutes for a refresh token, across all programs.`
    }
    return `Try again ${when}, make fewer calls at once, and check the API credits left in Zoho's developer space.`
  }

  get summary(): string {
    if (this.isAnswered) return `${couldNot(this.request)}: Zoho asks to slow down (${quote(this)})`
    return this.retryAfter === undefined
      ? `${couldNot(this.request)}: not sent, because other calls were running until its time was up`
      : `${couldNot(this.request)}: too many calls of this kind were just sent to Zoho`
  }
}

/**
 * Zoho, or a gateway in front of it, is failing: a 5xx answer, whatever its body, or INTERNAL_ERROR. A call that
 * changes nothing was retried first, as often as `Limits` allow.
 *
 * **Example** (The last known details, if Zoho is failing)
 *
 * ```ts
 * import { getJobDetails, type ReadJob, type WriteJob } from "@zoho-bulk/core"
 * import { Effect } from "effect"
 *
 * export const refreshed = (known: ReadJob | WriteJob) =>
 *   getJobDetails({ id: known.id }).pipe(
 *     Effect.catchTag("ZohoFailing", () => Effect.succeed(known)),
 *   )
 * ```
 *
 * @category errors
 */
export class ZohoFailing extends Failure<ZohoFailing>()("ZohoFailing", {
  ...failureFields,
  /** How long Zoho asked to wait; absent if it did not say. */
  retryAfter: Schema.optionalKey(DurationFromMillis),
}) {
  readonly isRetryable: boolean = true

  get remedy(): string {
    return "Try again in a few minutes; if it persists, check Zoho's status page for your data centre."
  }

  get summary(): string {
    return `${couldNot(this.request)}: Zoho is failing (${quote(this)})`
  }
}
