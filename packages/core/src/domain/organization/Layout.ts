/**
 * A field in one layout.
 *
 * **Example** (The names of the mandatory fields)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const mandatory = (fields: ReadonlyArray<Metadata.LayoutField>): ReadonlyArray<string> =>
 *   fields.filter(({ isRequired }) => isRequired).map(({ apiName }) => apiName)
 * ```
 *
 * @category models
 */
export interface LayoutField {
  /** The name that requests and files use, such as `Company`. */
  readonly apiName: string
  /** Whether this layout makes it mandatory, which the field's own metadata may not show. */
  readonly isRequired: boolean
}

/**
 * A layout of a module: which fields its form has, and which of them are mandatory.
 *
 * **Example** (Whether a form has a field)
 *
 * ```ts
 * import type { Metadata } from "@zoho-bulk/core"
 *
 * export const has = ({ fields }: Metadata.Layout, apiName: string): boolean =>
 *   fields.some((field) => field.apiName === apiName)
 * ```
 *
 * @category models
 */
export interface Layout {
  /** The id of the layout in this organisation: a string of digits. */
  readonly id: string
  /** The name that users see, such as `Standard`. */
  readonly name: string
  /** `active`, `inactive`, or another word of Zoho's. */
  readonly status?: string
  /** Whether this user can see it. */
  readonly isVisible: boolean
  /** The fields of all its sections. */
  readonly fields: ReadonlyArray<LayoutField>
}
