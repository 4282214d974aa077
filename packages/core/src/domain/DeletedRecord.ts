import type { Timestamp } from "./Timestamp.ts"
import type { User } from "./User.ts"

/**
 * A record that was deleted, as Zoho remembers it: for 60 days while it is in the recycle bin, and for 120 days once it is gone for good.
 *
 * **Example** (Ids that a copy must no longer have)
 *
 * ```ts
 * import type { Records } from "@zoho-bulk/core"
 *
 * const isLater = (deleted: string, changed: string): boolean => Date.parse(deleted) >= Date.parse(changed)
 *
 * export const isGone = ({ deletedTime }: Records.DeletedRecord, modifiedTime: string): boolean =>
 *   isLater(deletedTime, modifiedTime)
 * ```
 *
 * @category models
 */
export interface DeletedRecord {
  /** The id that the record had, and will have again if it is restored. */
  readonly id: string
  /** The name that users see; absent once the record is gone for good. */
  readonly displayName?: string
  /** When it was deleted, in whole seconds, with the offset that Zoho wrote. */
  readonly deletedTime: Timestamp
  /**
   * `recycle` while it is in the recycle bin, `permanent` once it is gone for good; any other word is passed on as Zoho
   * sent it.
   */
  readonly type: string
  /** Who deleted it; absent once the record is gone for good. */
  readonly deletedBy?: Pick<User, "id" | "name">
  /** Who created it; absent once the record is gone for good. */
  readonly createdBy?: Pick<User, "id" | "name">
}
