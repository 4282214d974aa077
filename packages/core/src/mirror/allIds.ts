import * as Arr from "effect/Array"
import * as Stream from "effect/Stream"
import type { Condition } from "../domain/Condition.ts"
import { streamExport } from "../transfer/exports/streamExport.ts"
import { millisOf } from "./zohoTime.ts"

/** What is asked for the ids of. */
export interface IdsAsked {
  readonly module: string
  readonly where: Condition | undefined
  /** The field that tells how young a record is, where there is one. */
  readonly ageField: string | undefined
  /** A moment by Zoho's clock: of records that are younger, `young` is told. */
  readonly since: number
}

/** The ids of all records of a module, and apart from them, as they come, those of records that are younger than a moment. */
export const allIds = ({ ageField, module, since, where }: IdsAsked, young: Set<string>) => {
  const fields = ageField === undefined ? ["id"] : ["id", ageField]
  const request = { module, fields, ...(where === undefined ? {} : { where }) }
  let hasHeader = false
  return Stream.map(Stream.chunks(streamExport(request)), (chunk): ReadonlyArray<string> => {
    const body = hasHeader ? chunk : chunk.slice(1)
    hasHeader = true
    return body.map(([id = "", time = ""]) => {
      if (millisOf(time) >= since) young.add(id)
      return id
    })
  }).pipe(Stream.filter(Arr.isReadonlyArrayNonEmpty))
}
