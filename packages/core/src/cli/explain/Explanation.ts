import type { OutgoingRequest } from "../../transport/OutgoingRequest.ts"
import { operations } from "../../wire/Operation.ts"
import type { DocumentOf } from "../output/DocumentOf.ts"
import type { Style } from "../output/Style.ts"
import { nameAndValue } from "../output/Table.ts"
import { joined, say, type Words } from "../output/Words.ts"
import { curlLine } from "./curlLine.ts"

/** What a request would be, had it been sent. */
export type Explanation = DocumentOf<"explain">["requests"][number]

/** Explains a request from the very value that would be sent. */
export const explain = (request: OutgoingRequest): Explanation => {
  const operation = operations[request.context.operation]
  return {
    operation: operation.name,
    method: request.method,
    url: request.url.href,
    curl: curlLine(request),
    scopes: operation.scopes(request.context.apiVersion),
    credits: operation.credits,
  }
}

/** The explanation in words for people. */
export const explanationText = (style: Style, { credits, curl, method, scopes, url }: Explanation): Words =>
  nameAndValue(style, [
    ["Request", style.strong(`${method} ${url}`)],
    ["curl", curl],
    [
      "Scopes",
      scopes.length === 0
        ? "none"
        : joined(
            scopes.map((group) => group.join(" or ")),
            say`\nand `,
          ),
    ],
    ["Credits", String(credits)],
  ])
