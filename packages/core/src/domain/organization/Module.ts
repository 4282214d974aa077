/**
 * A module of an organisation, as its metadata describes it.
 *
 * **Example** (What a user calls it)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const title = ({ apiName, pluralLabel = apiName }: Metadata.Module): string => pluralLabel
 * ```
 *
 * @category models
 */
export interface Module {
  /** The name that requests use, such as `Leads`. */
  readonly apiName: string
  /** The id of the module in this organisation. */
  readonly id?: string
  /** Zoho's internal name for it, such as `CustomModule3`. */
  readonly moduleName?: string
  /** What users call one of its records, such as `Lead`. */
  readonly singularLabel?: string
  /** What users call the module, such as `Leads`. */
  readonly pluralLabel?: string
  /** How the module was created: `default`, `custom`, `linking`, `subform`, `web`, or another word of Zoho's. */
  readonly generatedType?: string
  /** `visible`, `user_hidden`, `system_hidden`, `scheduled_for_deletion`, or another word of Zoho's. */
  readonly status?: string
  /** Whether the API knows the module at all. */
  readonly isInApi: boolean
  /** Whether this user may add records. */
  readonly isCreatable: boolean
  /** Whether this user may change records. */
  readonly isEditable: boolean
  /** Whether this user may see records. */
  readonly isViewable: boolean
  /** Whether this user may delete records. */
  readonly isDeletable: boolean
}
