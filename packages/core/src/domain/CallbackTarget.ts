import * as Schema from "effect/Schema"
import { withUnknownFields } from "./UnknownFields.ts"

/**
 * The address that Zoho posts to when a job ends, as shown in the job's details.
 *
 * **Gotchas**
 *
 * The URL may carry a secret in its query: keep it out of logs.
 *
 * **Example** (Jobs that report to this host)
 *
 * ```ts
 * import { Job, type ReadJob, type WriteJob } from "@zoho-bulk/core"
 *
 * const isOurs = ({ url }: Job.CallbackTarget): boolean =>
 *   url !== undefined && new URL(url).host === "reports.example.com"
 *
 * export const ours = (jobs: ReadonlyArray<ReadJob | WriteJob>) =>
 *   jobs.filter(({ callback }) => callback !== undefined && isOurs(callback))
 * ```
 *
 * @category models
 */
export const CallbackTarget = Schema.Struct({
  /** The URL that Zoho posts to, including its query. */
  url: Schema.optionalKey(Schema.String),
  /** The HTTP method, usually `post`. */
  method: Schema.optionalKey(Schema.String),
  ...withUnknownFields,
})

/** @category models */
export type CallbackTarget = typeof CallbackTarget.Type
