import type * as Schema from "effect/Schema"

/**
 * A record as Zoho's records API has it: values by API names, spelled as JSON (a lookup is an object with an `id`). Numbers that JavaScript
 * cannot hold stand there as they were sent, as in the `raw` of a job's details.
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
  /** Its values, the id among them. */
  readonly values: { readonly [apiName: string]: Schema.Json }
}
