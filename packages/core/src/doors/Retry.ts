/**
 * How often, and with what pauses, a call is tried again.
 */
export {
  backoff,
  CurrentRetryPolicy,
  never,
  type RetryPolicy,
  withRetryPolicy as withPolicy,
} from "../connection/RetryPolicy.ts"
