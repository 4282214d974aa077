import type { CallFailure } from "../failure/CallFailure.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"

/**
 * Every way in which a call about single records can fail.
 *
 * **Details**
 *
 * If Zoho refuses one record among several, this is not a failure, but that record's outcome. `RequestNotAccepted` has
 * Zoho's code: `INVALID_MODULE`, or `PAGINATION_LIMIT_EXCEEDED` beyond the number of records that Zoho pages through.
 *
 * **Example** (Whether the module must be left out)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * export const isClosed = ({ _tag }: Records.RecordsFailure): boolean =>
 *   _tag === "PermissionDenied" || _tag === "ScopeMissing"
 * ```
 *
 * @category errors
 */
export type RecordsFailure = CallFailure | InvalidRequest
