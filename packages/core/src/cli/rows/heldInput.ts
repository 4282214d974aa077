import * as Effect from "effect/Effect"
import { beginningOf } from "../../formats/beginning.ts"
import { type CsvRow, lengthOfRow } from "../../formats/csv.ts"
import type { OpenedInput } from "./inputRows.ts"

/** The most characters of an input that are held, so that it need not be read twice. */
const mostHeld = 2 ** 23

/** An input that is read, as far as it can be held. */
export interface HeldInput extends OpenedInput {
  /** The rows that are held, the header first. */
  readonly held: ReadonlyArray<CsvRow>
  /** Whether they are all there are. */
  readonly isWhole: boolean
}

/** Reads an input as far as it can be held in memory: a small file and what comes by stdin are looked at, and sent as they were looked at. */
export const holdInput = Effect.fnUntraced(function* (opened: OpenedInput) {
  let held = 0
  let isWhole = true
  const { pieces, whole } = yield* beginningOf(opened.input.rows, (row) => {
    held += lengthOfRow(row)
    if (held < mostHeld) return false
    isWhole = false
    return true
  })
  return { ...opened, input: { ...opened.input, rows: whole }, held: pieces, isWhole } satisfies HeldInput
})
