import type { CallFailure } from "../failure/CallFailure.ts"
import type { InvalidJobId } from "../failure/InvalidJobId.ts"
import type { AppendFailure } from "../failure/JournalFailure.ts"
import type { ColumnTypeChanged, CopyIncomplete, TargetFailure } from "../failure/MirrorFailure.ts"
import type { MetadataFailure } from "../metadata/MetadataOptions.ts"
import type { RecordsFailure } from "../records/RecordsFailure.ts"
import type { ExportFailure } from "../transfer/exports/ExportRequest.ts"

/**
 * Every way in which the copy of a module can fail.
 *
 * **Example** (Whether the copy needs attention)
 *
 * ```ts
 * import type { Mirror } from "@zoho-bulk/core"
 *
 * export const needsAWord = ({ _tag }: Mirror.CopyFailure): boolean => _tag === "ColumnTypeChanged"
 * ```
 *
 * @category errors
 */
export type CopyFailure =
  | ExportFailure
  | MetadataFailure
  | RecordsFailure
  | CallFailure
  | InvalidJobId
  | AppendFailure
  | TargetFailure
  | ColumnTypeChanged
  | CopyIncomplete
