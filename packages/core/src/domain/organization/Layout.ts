/**
 * A field as one layout has it.
 *
 * @category models
 */
export interface LayoutField {
  /** The name that requests and files use, such as `Company`. */
  readonly apiName: string
  /** Whether this layout makes it mandatory, which the field's own metadata need not say. */
  readonly isRequired: boolean
}

/**
 * A layout of a module: which fields its form has, and which of them are mandatory.
 *
 * @category models
 */
export interface Layout {
  readonly id: string
  readonly name: string
  /** `active`, `inactive`, or another word of Zoho's. */
  readonly status?: string
  /** Whether this user can see it. */
  readonly isVisible: boolean
  /** The fields of all its sections. */
  readonly fields: ReadonlyArray<LayoutField>
}
