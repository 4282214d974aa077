import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import { isNumberAsSent } from "./Json.ts"
import { own } from "../domain/own.ts"

/** What the accounts host gives: an access token and, for a grant code, a refresh token. */
export interface TokenReply {
  readonly accessToken: string
  readonly refreshToken?: string
  readonly apiDomain?: string
  readonly scope?: string
  /** How long the access token lives, in milliseconds. */
  readonly lifetime: number
}

/** What the accounts host says when it gives no token; the words are in the language of the account. */
export interface TokenError {
  readonly error: string
  readonly description?: string
}

const usualLifetime = 3_600_000

/** The text of a key; none if it is empty or of another type. */
export const textAt = (body: object, key: string): string | undefined => {
  const value = own(body as Record<string, unknown>, key)
  return Predicate.isString(value) && value !== "" ? value : undefined
}

/** An amount of time is a number, or a text of digits. */
const isAmount = Schema.is(
  Schema.Union([
    Schema.Finite.check(Schema.isGreaterThan(0)),
    Schema.String.check(Schema.isPattern(/^(?=.*[1-9])\d{1,15}(?:\.\d+)?$/)),
  ]),
)

/** The amount of time at a key, in whatever unit it is sent. */
export const numberAt = (body: object, key: string): number | undefined => {
  const sent = own(body as Record<string, unknown>, key)
  const value = isNumberAsSent(sent) ? Number(sent.rawJSON) : sent
  return isAmount(value) ? Number(value) : undefined
}

/**
 * `expires_in` is in seconds, unless `expires_in_sec` is present too: then it is in milliseconds (Zoho's SDKs, all
 * versions).
 */
const lifetimeIn = (body: object): number => {
  const life = numberAt(body, "expires_in")
  if (!("expires_in_sec" in body)) return life === undefined ? usualLifetime : life * 1_000
  const seconds = numberAt(body, "expires_in_sec")
  return life ?? (seconds === undefined ? usualLifetime : seconds * 1_000)
}

/** Reads a token from a parsed answer. Whether there is one decides, not the HTTP status: errors come with 200 as well. */
export const tokenReplyOf = (json: Schema.Json): TokenReply | undefined => {
  if (!Predicate.isObject(json)) return undefined
  const accessToken = textAt(json, "access_token")
  if (accessToken === undefined) return undefined
  const others = {
    refreshToken: textAt(json, "refresh_token"),
    apiDomain: textAt(json, "api_domain"),
    scope: textAt(json, "scope"),
  }
  const said = Object.entries(others).filter(([, value]) => value !== undefined)
  return { accessToken, lifetime: lifetimeIn(json), ...Object.fromEntries(said) }
}

/** Reads an error from a parsed answer that has no token. */
export const tokenErrorOf = (json: Schema.Json): TokenError | undefined => {
  if (!Predicate.isObject(json)) return undefined
  const error = textAt(json, "error")
  const description = textAt(json, "error_description")
  return error === undefined ? undefined : { error, ...(description === undefined ? {} : { description }) }
}

/**
 * Errors that asking again will not change.
 *
 * The first three are attested for Zoho, the rest are those of OAuth (RFC 6749).
 */
const permanentErrors = [
  "invalid_code",
  "invalid_client",
  "invalid_client_secret",
  "invalid_grant",
  "invalid_redirect_uri",
  "invalid_request",
  "invalid_scope",
  "unauthorized_client",
  "unsupported_grant_type",
]

/**
 * Checks whether an error is a word for programs, such as `general_error`. The endpoint's own throttling is described
 * in words for people, which are translated.
 */
export const isForPrograms = ({ error }: TokenError): boolean => /^[a-z]+(?:_[a-z]+)+$/.test(error)

/** Checks whether an error is for good. */
export const isPermanent = ({ error }: TokenError): boolean => permanentErrors.includes(error)
