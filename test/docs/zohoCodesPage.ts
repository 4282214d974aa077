import { zohoCodes } from "@zoho-bulk/core/wire"
import { failureOf } from "../support/failureOf.ts"

const heading = ["Zoho's code", "failure", "tried again", "what to do"]

const rows = Object.keys(zohoCodes).map((code) => {
  const { _tag, isRetryable, remedy } = failureOf(code)
  return [`\`${code}\``, `\`${_tag}\``, isRetryable ? "yes" : "no", remedy.replaceAll("|", "\\|")]
})

const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)))

const line = (cells: ReadonlyArray<string>): string =>
  `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`

/** The page on Zoho's codes, made from the code itself. */
export const zohoCodesPage = `# Zoho's codes

What each code that Zoho is known to answer means here. A code that is not in this list is judged by
its HTTP status: 401 is \`TokenRefused\`, 403 \`PermissionDenied\`, 429 \`Throttled\`, 408 and 5xx
\`ZohoFailing\`, any other 4xx \`RequestNotAccepted\`. The remedies are those for a read job's details
in v8 with the data centre us. This page is generated: \`pnpm docs:write\`.

${line(heading)}
${line(widths.map((width) => "-".repeat(width)))}
${rows.map(line).join("\n")}
`
