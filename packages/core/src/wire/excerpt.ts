const longest = 200

/** An address may carry a secret: in its query, its fragment or before its `@`. Slashes may be escaped, as JSON allows. */
const addresses = /https?:\\?\/\\?\/[^\s"'<>]*/gi

/** Shows the beginning of a text that came from outside, without what could be secret in it. */
export const excerpt = (text: string): string =>
  text.slice(0, longest).replaceAll(addresses, "<address>") + (text.length > longest ? "…" : "")
