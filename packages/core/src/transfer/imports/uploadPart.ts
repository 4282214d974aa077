import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { uploadFile } from "../../jobs/uploadFile.ts"
import { columnsFor, keyFirst } from "./importColumns.ts"
import { headerOf, type ImportPlan, nameOfPart } from "./ImportPlan.ts"
import type { ImportColumn } from "./ImportRequest.ts"
import { archiveOfPart } from "../journal/partFiles.ts"
import { sendingPart } from "../../transport/CurrentTraffic.ts"
import { report } from "../journey/Progress.ts"
import { packPart } from "./packPart.ts"

/** The archive of a part at Zoho, and its columns in their order. */
export interface UploadedPart {
  readonly fileId: string
  readonly columns: ReadonlyArray<ImportColumn>
}

/** The upload of a part that Zoho is not known to have forgotten. */
const knownUpload = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number) {
  const last = (yield* journal.entries).findLast(
    (entry) => (entry.step === "uploaded" || entry.step === "forgotten") && entry.part === nameOfPart(part),
  )
  return last?.step === "uploaded" ? last : undefined
})

/** The columns of a part in the order in which they are sent, or were: older versions kept that of the rows. */
export const sentColumns = Effect.fnUntraced(function* (plan: ImportPlan, part: number) {
  const columns = yield* columnsFor(plan.request, yield* headerOf(plan.journal, part))
  const known = yield* knownUpload(plan, part)
  return known !== undefined && known.fields === undefined ? columns : keyFirst(plan.request, columns)
})

/** Uploads a part that is not yet at Zoho. */
export const uploadPart = Effect.fnUntraced(function* (plan: ImportPlan, part: number) {
  const { journal } = plan
  const columns = yield* sentColumns(plan, part)
  const known = yield* knownUpload(plan, part)
  if (known !== undefined) return { fileId: known.fileId, columns } satisfies UploadedPart
  yield* packPart(plan, part, columns)
  const archive = journal.read(archiveOfPart(part))
  const size = yield* Stream.runFold(
    archive,
    () => 0,
    (sum, chunk) => sum + chunk.byteLength,
  )
  const fileId = yield* uploadFile({ name: archiveOfPart(part), bytes: archive, size }).pipe(
    sendingPart(nameOfPart(part)),
  )
  const fields = columns.map(({ field }) => field)
  const at = yield* Clock.currentTimeMillis
  yield* journal.append({ step: "uploaded", part: nameOfPart(part), at, fileId, fields })
  yield* journal.forget(archiveOfPart(part))
  yield* report({ _tag: "uploaded", part: nameOfPart(part) })
  return { fileId, columns } satisfies UploadedPart
})

/** Writes down that Zoho does not know the archive of a part any more. */
export const noteForgotten = Effect.fnUntraced(function* ({ journal }: ImportPlan, part: number) {
  yield* journal.append({ step: "forgotten", part: nameOfPart(part), at: yield* Clock.currentTimeMillis })
})
