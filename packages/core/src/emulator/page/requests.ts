import type { EmulatorReport } from "../model/EmulatorReport.ts"
import { html, type Html, timeOfDay } from "./html.ts"
import { table } from "./table.ts"

const shownRequests = 30

const answer = (status: number): Html =>
  html`<span class="${status >= 200 && status < 300 ? "good" : "bad"}"
    >${status === 0 ? "connection broken" : status}</span
  >`

/** What a world was asked for of late, and how it answered. */
export const requestsTable = ({ requests }: EmulatorReport): Html =>
  table({
    caption: "Requests, latest first",
    headings: ["Answer", "Request", "Operation", "Fault", "At"],
    rows: requests
      .slice(-shownRequests)
      .toReversed()
      .map(({ at, fault, method, operation, path, query, status }) => ({
        cells: [
          answer(status),
          html`<code>${method} ${query === "" ? path : `${path}?${query}`}</code>`,
          operation,
          fault ?? "",
          timeOfDay(at),
        ],
      })),
    none: "No requests yet.",
  })
