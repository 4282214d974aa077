import type { Schema } from "effect"
import exchanges from "../fixtures/recordedExchanges.json" with { type: "json" }

/** One exchange with Zoho as it was recorded in May 2021. */
export interface RecordedExchange {
  readonly recording: string
  readonly name: string
  readonly request: { readonly method: string; readonly path: string }
  readonly response: {
    readonly status: number
    readonly statusText: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: Schema.Json
  }
}

/** All fifteen. */
export const recordings: ReadonlyArray<RecordedExchange> = exchanges

/** Finds the recorded answer to a path, by its name where a path has several. */
export const recorded = (path: string, name = "SUCCESS RESPONSE"): RecordedExchange => {
  const found = recordings.find((exchange) => exchange.request.path === path && exchange.name === name)
  if (found === undefined) throw new Error(`There is no recording ${name} of ${path}`)
  return found
}
