/**
 * A custom view of a module; its id narrows an export.
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
  /** The id that exports use: a string of digits. */
  readonly id: string
  /** The name that requests use. */
  readonly name: string
  /** The name that users see, such as `All Contacts`. */
  readonly displayValue: string
  /** The name that Zoho gave it, such as `ALLVIEWS`; absent for a view that users created. */
  readonly systemName?: string
  /** Whether it is the view that this user sees first. */
  readonly isDefault: boolean
}
