import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { own } from "../domain/own.ts"

/** Zoho's refusal, whichever of its servers sent it. */
export interface ErrorBody {
  /** Zoho's code, such as `RESOURCE_NOT_FOUND`; the file hosts send none. */
  readonly code?: string | undefined
  readonly message?: string | undefined
  readonly details?: Schema.Json | undefined
}

const textAt = (body: object, ...keys: ReadonlyArray<string>): string | undefined =>
  keys.map((key) => own(body as Record<string, unknown>, key)).find(Predicate.isString)

/**
 * `{"code", "message", "status": "error", "details"}`, keys in any order: router, gate and bulk service (recorded).
 *
 * A `status` may be missing, but a write job has a `status` and a `code` of its own, so it may not be another.
 */
const fromEnvelope = (body: object): ErrorBody | undefined => {
  const code = textAt(body, "code")
  const isError = textAt(body, "status") === "error" || !("status" in body || "id" in body)
  if (!isError || code === undefined) return undefined
  const details = (body as { readonly details?: Schema.Json }).details
  return { code, message: textAt(body, "message"), details }
}

const fileHostKeys = ["x-error", "x-info", "ERROR_MESSAGE", "ERROR_CODE"]

/**
 * `{"x-error", "info", "http_status", …}` in some mix: upload and download hosts (Zoho's SDK 8 and OpenAPI document).
 *
 * What has an id or `data` is a job with keys that are new to us.
 */
const fromFileHost = (body: object): ErrorBody | undefined =>
  fileHostKeys.some((key) => key in body) && !("id" in body || "data" in body)
    ? { message: textAt(body, "x-error", "x-info", "ERROR_MESSAGE", "info"), details: body as Schema.Json }
    : undefined

/**
 * Reads an error from a parsed answer in any of its forms, including `{"data": [error]}`; returns none if the answer
 * has no error.
 */
export const errorBodyOf = (json: Schema.Json): ErrorBody | undefined => {
  if (!Predicate.isObject(json)) return undefined
  const first: unknown = Predicate.hasProperty(json, "data") && Array.isArray(json.data) ? json.data[0] : undefined
  return fromEnvelope(json) ?? (Predicate.isObject(first) ? fromEnvelope(first) : undefined) ?? fromFileHost(json)
}
