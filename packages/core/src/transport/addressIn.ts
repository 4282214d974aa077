/**
 * Reads a URL that Zoho names, relative to where it was named; `undefined` if it is not valid, or has more than 7,000
 * characters: few servers accept as many, and Deno takes a minute to find that it cannot send 65,535, which nine times
 * as many may become when they are written out.
 */
export const addressIn = (text: string, from: URL): URL | undefined =>
  text.length <= 7_000 && URL.canParse(text, from.href) ? new URL(text, from) : undefined
