import type { JobState } from "../domain/JobState.ts"
import { own } from "../domain/own.ts"

/**
 * Zoho's words for a job's state, of both kinds and all versions.
 *
 * Running is `INPROGRESS` on the wire of write jobs (recorded, v2) and `IN PROGRESS` in Zoho's pages on read jobs; failed is
 * `FAILURE` for read jobs (v7 page) and `FAILED` for write jobs.
 */
const states: Readonly<Record<string, JobState>> = {
  ADDED: "added",
  QUEUED: "queued",
  INPROGRESS: "in-progress",
  "IN PROGRESS": "in-progress",
  COMPLETED: "completed",
  FAILURE: "failed",
  FAILED: "failed",
  SKIPPED: "skipped",
}

/** Reads Zoho's word for a state, in whatever case; a word never seen is `unrecognized`. */
export const stateOf = (word: string): JobState => {
  return own(states, word.toUpperCase()) ?? "unrecognized"
}

/** The state of a part of a job, where Zoho sent a word for it. */
export const partStateOf = (part: { readonly stateAsSent?: string }): { readonly state?: JobState } =>
  part.stateAsSent === undefined ? {} : { state: stateOf(part.stateAsSent) }
