import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { amount } from "../output/amount.ts"
import { splitRows } from "../../transfer/imports/splitRows.ts"
import type { JournalKeeper } from "../../transfer/journal/Journal.ts"
import { memoryJournal } from "../../transfer/journal/layerJournalMemory.ts"
import { operations } from "../../wire/Operation.ts"
import { nameOfInput } from "../rows/inputFile.ts"
import type { LeftOut } from "../../transfer/rows/InputRow.ts"
import type { OpenedInput } from "../rows/inputRows.ts"
import type { SavedImport } from "./importJourney.ts"

/** What is done where there are no rows at all: nothing. */
const nothing: ReadonlyArray<number> = []

/** Reports what an import would do and cost: all of its rows are read, and none is kept. */
export const planImport = Effect.fnUntraced(function* (saved: SavedImport, { hasRows, input }: OpenedInput) {
  const counting: JournalKeeper = { ...memoryJournal(), keep: (_name, bytes) => Stream.runDrain(bytes) }
  const parts = hasRows ? yield* splitRows(counting, input.rows, nameOfInput(saved.file)) : nothing
  const rows = parts.reduce((sum, each) => sum + each, 0)
  return {
    module: saved.module,
    operation: saved.operation,
    rows,
    jobs: parts.length,
    credits: parts.length * (operations.uploadFile.credits + operations.createWriteJob.credits + 1),
    creditsPerLook: 1,
    notSent: saved.notSent ?? [],
    leftOut: input.leftOut,
  }
})

/** Reports which columns stay behind, if any do. */
export const notSentWords = ({ notSent = [] }: SavedImport): string | undefined =>
  notSent.length === 0
    ? undefined
    : `${amount(notSent.length, "column")} ${notSent.length === 1 ? "is" : "are"} not sent: ${notSent.join(", ")}.`

/** What an import came to for which there were no rows. */
export const nothingImported = ({ module, notSent = [], operation }: SavedImport, leftOut: LeftOut) => ({
  module,
  operation,
  rows: 0,
  added: 0,
  updated: 0,
  skipped: 0,
  unprocessed: 0,
  failed: 0,
  unknown: 0,
  reasons: [],
  jobs: [],
  rejects: null,
  notSent,
  leftOut,
  credits: 0,
})
