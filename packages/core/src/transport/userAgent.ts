/**
 * The version of these packages.
 *
 * **Example** (For a report)
 *
 * ```ts
 * import { version } from "@zoho-bulk/core/runtime"
 *
 * export const line = `zoho-bulk ${version}`
 * ```
 *
 * @category configuration
 */
export const version = "0.1.0"

/** How we announce ourselves to Zoho. */
export const userAgent = `zoho-bulk/${version}`
