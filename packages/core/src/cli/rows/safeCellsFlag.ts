import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import { UsageError } from "../failure/UsageError.ts"

/** Whether CSV is for a spreadsheet. */
export const safeCellsFlag = Flag.Boolean("safe-cells").pipe(
  Flag.withDescription("CSV for a spreadsheet: an apostrophe before each cell that it would read as a formula"),
  Flag.withDefault(false),
)

/** Fails if safe cells are requested for a format in which spreadsheets read no formulas. */
export const checkSafeCells = (isWanted: boolean, format: string): Effect.Effect<void, UsageError> =>
  !isWanted || format === "csv" || format === "tsv"
    ? Effect.void
    : new UsageError({
        problem: `--safe-cells is for CSV that a spreadsheet opens, but this would be ${format}`,
        remedy: "Leave --safe-cells out, or name a file that ends in .csv.",
      })
