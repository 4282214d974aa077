/**
 * Reads an address that Zoho names, from where it was named; `undefined` where it is none, or has more than 7,000 characters: few servers take as many,
 * and Deno takes a minute to find that it cannot send 65,535, which is what nine times as many may become when they are written out.
 */
export const addressIn = (text: string, from: URL): URL | undefined =>
  text.length <= 7_000 && URL.canParse(text, from.href) ? new URL(text, from) : undefined
