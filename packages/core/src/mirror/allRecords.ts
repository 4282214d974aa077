import * as Arr from "effect/Array"
import * as Stream from "effect/Stream"
import type { Condition } from "../domain/Condition.ts"
import { isIdColumn, type Row } from "../results/Rows.ts"
import { streamExport } from "../transfer/exports/streamExport.ts"
import type { RecordSeen } from "./MirrorTarget.ts"
import { modifiedTime } from "./planCopy.ts"
import { millisOf } from "../domain/millisOf.ts"

/** Which records are asked for. */
export interface RecordsAsked {
  readonly module: string
  readonly where: Condition | undefined
  /** The field that shows how recent a record is, if there is one. */
  readonly ageField: string | undefined
  /** Whether the module has a `Modified_Time`. */
  readonly hasModifiedTime: boolean
  /** A moment by Zoho's clock. */
  readonly since: number
}

/** The ids of records to which something happened since a moment: they are noted as records come. */
export interface Since {
  readonly young: Set<string>
  readonly changed: Set<string>
}

/**
 * All records of a module, by their ids, and which of them are newer than a moment. Only the fields that show this are
 * read: a job costs the same.
 */
export const allRecords = (
  { ageField, hasModifiedTime, module, since, where }: RecordsAsked,
  { changed, young }: Since,
) => {
  const fields = Arr.dedupe([
    "id",
    ...(ageField === undefined ? [] : [ageField]),
    ...(hasModifiedTime ? [modifiedTime] : []),
  ])
  const request = { module, fields, ...(where === undefined ? {} : { where }) }
  let header: Row | undefined
  return Stream.map(Stream.chunks(streamExport(request)), (chunk): ReadonlyArray<RecordSeen> => {
    const body = header === undefined ? chunk.slice(1) : chunk
    header ??= chunk[0].map((name) => (isIdColumn(name) ? "id" : name))
    const [ageAt, changeAt] = [header.indexOf(ageField ?? ""), header.indexOf(modifiedTime)]
    return body.map((row) => {
      const [id = ""] = row
      const time = row[changeAt] ?? ""
      if (millisOf(row[ageAt] ?? "") >= since) young.add(id)
      if (millisOf(time) >= since) changed.add(id)
      return { id, modifiedTime: time }
    })
  }).pipe(Stream.filter(Arr.isReadonlyArrayNonEmpty))
}
