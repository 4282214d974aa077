import type { Given } from "../journeys/Given.ts"
import { type CarriedOut, idIn } from "../network/Network.ts"
import { fileIdIn, readUploads } from "./readUploads.ts"

/** A job as somebody finds it at Zoho who looks for the part of a journey that it is of. */
export interface FoundJob {
  readonly id: string
  /** `part 2` or `page 2`. */
  readonly part: string
}

const decoder = new TextDecoder()

const tokenIn = (key: "page_token" | "next_page_token", bytes: Uint8Array): string | undefined =>
  new RegExp(`"${key}"\\s*:\\s*"([^"]+)"`).exec(decoder.decode(bytes))?.[1]

/** Finds every job that was made, and tells which part it is of: by its rows, or by the page that its token leads to. */
export const jobsAtZoho = (
  carriedOut: ReadonlyArray<CarriedOut>,
  { header, markField, rows }: Given,
  perPart: number,
): ReadonlyArray<FoundJob> => {
  const uploads = readUploads(carriedOut)
  const pages = new Map<string, number>()
  const pageOfJob = new Map<string, number>()
  const found: Array<FoundJob> = []
  for (const { answer, operation, request } of carriedOut) {
    const id = answer.status === 201 ? idIn(answer) : undefined
    if (operation === "createWriteJob" && id !== undefined) {
      const [first] = uploads.get(fileIdIn(request.body) ?? "") ?? []
      const at = rows.findIndex(({ mark }) => mark === first?.[header.indexOf(markField)])
      found.push({ id, part: `part ${Math.floor(at / perPart) + 1}` })
    }
    if (operation === "createReadJob" && id !== undefined) {
      const page = pages.get(tokenIn("page_token", request.body) ?? "") ?? 1
      pageOfJob.set(id, page)
      found.push({ id, part: `page ${page}` })
    }
    const next = operation === "getReadJob" ? tokenIn("next_page_token", answer.bytes) : undefined
    const job = request.url.pathname.split("/").at(-1) ?? ""
    if (next !== undefined) pages.set(next, (pageOfJob.get(job) ?? 1) + 1)
  }
  return found
}
