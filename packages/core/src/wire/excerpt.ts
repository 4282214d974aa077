import type * as Schema from "effect/Schema"

const longest = 200

/** An address may carry a secret: in its query, its fragment or before its `@`. Slashes may be escaped, as JSON allows. */
const addresses = /https?:\\?\/\\?\/[^\s"'<>]*/gi

/** Takes addresses out of a text that will be shown. */
const withoutAddresses = (text: string): string => text.replaceAll(addresses, "<address>")

/** Shows the beginning of a text that came from outside, without what could be secret in it. */
export const excerpt = (text: string): string =>
  withoutAddresses(text.slice(0, longest)) + (text.length > longest ? "…" : "")

/**
 * Changes every text in a value, and every key of an object, however deep. Anything but a plain object stays unchanged.
 */
export const changeTexts = <A>(value: A, change: (text: string) => string): A => {
  const changed = (each: unknown): unknown => {
    if (typeof each === "string") return change(each)
    if (Array.isArray(each)) return each.map(changed)
    if (!each || Object.getPrototypeOf(each) !== Object.prototype) return each
    return Object.fromEntries(Object.entries(each).map(([key, inner]) => [change(key), changed(inner)]))
  }
  return changed(value) as A
}

/** Takes addresses out of every text in a JSON value, at full length. */
export const withoutSecrets = (json: Schema.Json): Schema.Json => changeTexts(json, withoutAddresses)
