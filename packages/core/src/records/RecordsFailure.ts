import type { CallFailure } from "../failure/CallFailure.ts"
import type { InvalidRequest } from "../failure/InvalidInput.ts"

/**
 * Every way in which a call about single records can fail.
 *
 * **Details**
 *
 * What Zoho refuses of one record among several is no failure, but that record's outcome. `RequestNotAccepted` has Zoho's code:
 * `INVALID_MODULE`, or `PAGINATION_LIMIT_EXCEEDED` beyond as many records as it pages through.
 *
 * **Example** (Whether the module has to be left out)
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
