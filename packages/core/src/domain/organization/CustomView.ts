/**
 * A custom view of a module, by whose id an export can be narrowed.
 *
 * **Example** (An export of a view)
 *
 * ```ts
 * import { exportModule, type Metadata } from "@zoho-bulk/core"
 *
 * export const records = (module: string, { id }: Metadata.CustomView) => exportModule({ module, cvid: id })
 * ```
 *
 * @category models
 */
export interface CustomView {
  /** The id by which an export names it: a string of digits. */
  readonly id: string
  /** The name that requests use. */
  readonly name: string
  /** What people call it, such as `All Contacts`. */
  readonly displayValue: string
  /** The name that Zoho gave it, such as `ALLVIEWS`; none for a view that people made. */
  readonly systemName?: string
  /** Whether it is the one that this user sees first. */
  readonly isDefault: boolean
}
