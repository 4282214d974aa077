import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { JourneyRow } from "./JourneyRow.ts"

const Told = Schema.Struct({
  rows: Schema.Int,
  statuses: Schema.Record(Schema.String, Schema.Int),
  file: Schema.String,
  earlier: Schema.optionalKey(Schema.String),
})

const decode = Schema.decodeUnknownOption(Told)

/** How many rows an import had, how many of them were not taken or may have been, and which file tells of each. */
export interface ImportCount extends Schema.Schema.Type<typeof Told> {
  readonly notTaken: number
  /** Those of unknown outcome: they may have been written. */
  readonly unknown: number
}

/** Counts the rows of an import that has a result. */
export const importCount = ({ kind, result }: Pick<JourneyRow, "kind" | "result">): ImportCount | undefined => {
  if (kind !== "import") return undefined
  const told = Option.getOrUndefined(decode(result))
  if (told === undefined) return undefined
  const { failed = 0, skipped = 0, unknown = 0, unprocessed = 0 } = told.statuses
  return { ...told, notTaken: failed + skipped + unprocessed, unknown }
}
