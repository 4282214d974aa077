import * as Metric from "effect/Metric"

const counter = (name: string, description: string): Metric.Counter<number> =>
  Metric.counter(`zoho_bulk_${name}`, { description, incremental: true })

/** What is counted. Names and attributes are those under which exporters show it. */
export const callCount = counter("calls", "Calls to Zoho, by operation and outcome; retries are not counted")
export const retryCount = counter("retries", "Tries after the first of a call, by operation")
export const creditCount = counter("credits", "API credits spent, by operation")
export const throttledMillis = counter("throttled_millis", "Milliseconds waited for Zoho's limits, by class of call")
export const jobCount = counter("jobs", "Jobs of journeys, by kind and outcome")
export const rowCount = counter("rows", "Rows read, and outcomes of rows written, by kind of job")
export const byteCount = counter("bytes", "Bytes of results received and of archives sent, by direction")
