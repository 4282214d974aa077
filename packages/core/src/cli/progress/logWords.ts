import type { ProgressEvent } from "../../transfer/journey/Progress.ts"
import { amount, duration } from "../output/amount.ts"

const stateWords = ({ elapsedMillis, rows, state }: Extract<ProgressEvent, { _tag: "looked" }>): string => {
  const after = duration(elapsedMillis)
  switch (state) {
    case "added":
    case "queued":
      return `waits at Zoho, ${after}`
    case "in-progress":
      return `Zoho is working on it, ${after}`
    case "completed":
      return `Zoho is done after ${after}${rows === undefined ? "" : `: ${amount(rows, "row")}`}`
    default:
      return `${state} after ${after}`
  }
}

/** What a log says of an event, if anything; of looks, only those that see something new. */
export const logWords = (event: ProgressEvent, module: string | undefined, isNew: boolean): string | undefined => {
  const part = "part" in event ? event.part : ""
  const where = module === undefined ? part : `${module}, ${part}`
  switch (event._tag) {
    case "ordered":
      return `${where}: job ${event.jobId} is ordered`
    case "looked":
      return isNew ? `${where}: ${stateWords(event)}` : undefined
    case "begunAnew":
      return `started again, and paid for again: ${event.reason}`
    case "dropped":
      return `left out: bulk read refuses the field ${event.field}`
    case "leftOut":
      return `left out: ${amount(event.records, "record")} that are not in all of the jobs (created, deleted or changed during the export): ${event.ids.join(", ")}${event.records > event.ids.length ? ", …" : ""}`
    case "split":
      return `${amount(event.rows, "row")} in ${amount(event.parts, "part")}`
    case "uploaded":
      return `${where}: rows uploaded`
    case "flowed":
      return undefined
  }
}
