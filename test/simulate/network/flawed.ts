import type { WireAnswer } from "./answers.ts"

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** What the details of a page can lack, or have from another page. */
export type Flaw = "no-count" | "no-word-of-more" | "no-token" | "old-token"

interface PageDetails {
  readonly data?: ReadonlyArray<{ readonly result?: Record<string, unknown> }>
}

/** The token in the details of a page that leads to the next one. */
const tokenIn = ({ bytes }: WireAnswer): string | undefined =>
  /"next_page_token"\s*:\s*"([^"]+)"/.exec(decoder.decode(bytes))?.[1]

/** The details of a page that has ended with a flaw, after those that were told before; others are left as they are. */
export const flawed = (answer: WireAnswer, flaw: Flaw, before: ReadonlyArray<WireAnswer>): WireAnswer => {
  const details: PageDetails = JSON.parse(decoder.decode(answer.bytes))
  const result = details.data?.[0]?.result
  if (result === undefined) return answer
  if (flaw === "no-count") delete result["count"]
  if (flaw === "no-word-of-more") delete result["more_records"]
  if (flaw === "no-token") delete result["next_page_token"]
  if (flaw === "old-token" && "next_page_token" in result) {
    result["next_page_token"] = before.map(tokenIn).find((token) => token !== undefined) ?? result["next_page_token"]
  }
  return { ...answer, bytes: encoder.encode(JSON.stringify(details)) }
}
