import * as Predicate from "effect/Predicate"
import type * as Schema from "effect/Schema"
import { isNumberAsSent } from "./Json.ts"

const longest = 200

/** An address may carry a secret: in its query, its fragment or before its `@`. Slashes may be escaped, as JSON allows. */
const addresses = /https?:\\?\/\\?\/[^\s"'<>]*/gi

/** Takes addresses out of a text that will be shown. */
const withoutAddresses = (text: string): string => text.replaceAll(addresses, "<address>")

/** Shows the beginning of a text that came from outside, without what could be secret in it. */
export const excerpt = (text: string): string =>
  withoutAddresses(text.slice(0, longest)) + (text.length > longest ? "…" : "")

/** The same for every text in a JSON value, at full length. */
export const withoutSecrets = (json: Schema.Json): Schema.Json => {
  if (Predicate.isString(json)) return withoutAddresses(json)
  if (!Predicate.isObjectKeyword(json) || isNumberAsSent(json)) return json
  return Array.isArray(json)
    ? json.map(withoutSecrets)
    : Object.fromEntries(
        Object.entries(json).map(([key, value]: [string, Schema.Json]) => [
          withoutAddresses(key),
          withoutSecrets(value),
        ]),
      )
}
