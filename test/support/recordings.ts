import { readFileSync } from "node:fs"
import type { Schema } from "effect"

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
export const recordings: ReadonlyArray<RecordedExchange> = JSON.parse(
  readFileSync(new URL("../fixtures/recordedExchanges.json", import.meta.url), "utf8"),
)

/** Finds the recorded answer to a path, by its name where a path has several. */
export const recorded = (path: string, name = "SUCCESS RESPONSE"): RecordedExchange => {
  const found = recordings.find((exchange) => exchange.request.path === path && exchange.name === name)
  if (found === undefined) throw new Error(`There is no recording ${name} of ${path}`)
  return found
}
