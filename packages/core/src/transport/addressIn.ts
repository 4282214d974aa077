/** The most that an address can have, in characters. Servers take less; Deno takes a minute to find that it cannot send 65,535. */
const longest = 16_384

/** Reads an address that Zoho names, from where it was named; `undefined` where it is none, or longer than any. */
export const addressIn = (text: string, from: URL): URL | undefined => {
  const address = URL.canParse(text, from.href) ? new URL(text, from) : undefined
  return (address?.href ?? "").length > longest ? undefined : address
}
