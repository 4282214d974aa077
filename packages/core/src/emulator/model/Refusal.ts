import type * as Schema from "effect/Schema"

/** A refusal by one of Zoho's servers. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly details?: Schema.Json
  /** Stands in a `data` array, as errors about a query can (Zoho's OpenAPI document). */
  readonly isWrapped?: boolean
}

/** What is said of a token that is unknown, expired, revoked, or of another data centre. */
export const wrongToken: Refusal = { status: 401, code: "INVALID_TOKEN", message: "invalid oauth token" }

/**
 * The answer if the user's profile lacks the permission; only the metadata of fields answers with 400 (seen in a live
 * run of v8).
 */
export const noPermission: Refusal = { status: 403, code: "NO_PERMISSION", message: "permission denied" }
