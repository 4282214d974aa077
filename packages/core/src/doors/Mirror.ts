/**
 * Copies of modules that stay true: what has changed, what is gone, and a proof of both.
 *
 * **Details**
 *
 * A copy lives in a target: a folder (`folder`), or anything that implements `MirrorTarget`. Its checkpoint changes
 * with its rows, in one step.
 *
 * **Example** (A nightly copy of two modules)
 *
 * ```ts
 * import * as Mirror from "@zoho-bulk/core/Mirror"
 *
 * const target = Mirror.folder("/var/lib/zoho/copies", { format: "ndjson" })
 *
 * export const nightly = () => Mirror.run({ modules: [{ module: "Leads" }, { module: "Deals" }], target })
 * ```
 */
export {
  ColumnTypeChanged,
  CopyIncomplete,
  MirrorDiffers,
  MirrorTaken,
  type TargetFailure,
} from "../failure/MirrorFailure.ts"
export { Checkpoint, MirrorRun, WholeReason } from "../mirror/Checkpoint.ts"
export { compareWithZoho } from "../mirror/compareWithZoho.ts"
export { CopyColumn } from "../mirror/CopyColumn.ts"
export type { CopyFailure } from "../mirror/CopyFailure.ts"
export type { Row } from "../results/Rows.ts"
export type { CopyProof } from "../mirror/CopyProof.ts"
export { type FolderOptions, folderTarget as folder } from "../mirror/folder/folderTarget.ts"
export type { CopyFormat } from "../mirror/folder/manifest.ts"
export { verifyFolder } from "../mirror/folder/verifyFolder.ts"
export { CurrentMirrorProgress, type MirrorEvent } from "../mirror/MirrorProgress.ts"
export type { CopiedModule, MirrorOptions, MirrorRequest } from "../mirror/MirrorRequest.ts"
export type {
  Compared,
  Deletion,
  MirrorTarget,
  OpenCopy,
  RecordSeen,
  Staged,
  StagePlan,
  Staging,
} from "../mirror/MirrorTarget.ts"
export type { ModuleCopied, ModuleOutcome } from "../mirror/ModuleOutcome.ts"
export { planMirror as plan, type PlannedModule } from "../mirror/planMirror.ts"
export { runMirror as run } from "../mirror/runMirror.ts"
export { storedAs, type StoredForm } from "../mirror/storedAs.ts"
