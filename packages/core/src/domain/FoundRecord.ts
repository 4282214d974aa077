import type * as Schema from "effect/Schema"

/**
 * A record as Zoho's records API returns it: values by API names, spelled as JSON (a lookup is an object with an `id`).
 * Numbers that JavaScript cannot represent are kept as they were sent, as in the `raw` of a job's details.
 *
 * **Example** (The time of the last change)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * export const modifiedTime = ({ values }: Records.FoundRecord): unknown => values["Modified_Time"]
 * ```
 *
 * @category models
 */
export interface FoundRecord {
  /** The id of the record. */
  readonly id: string
  /** Its values, including the id. */
  readonly values: { readonly [apiName: string]: Schema.Json }
}
