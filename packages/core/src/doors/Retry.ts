/**
 * How often, and with what pauses, a call is retried.
 *
 * **Example** (A program that gives up at once)
 *
 * ```ts
 * import { getJobDetails } from "@zoho-bulk/core"
 * import * as Retry from "@zoho-bulk/core/Retry"
 *
 * export const check = (id: string) => Retry.withPolicy(getJobDetails({ id }), Retry.never)
 * ```
 */
export {
  backoff,
  CurrentRetryPolicy,
  never,
  type RetryPolicy,
  withRetryPolicy as withPolicy,
} from "../connection/RetryPolicy.ts"
