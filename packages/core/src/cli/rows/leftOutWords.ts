import { amount } from "../output/amount.ts"
import type { LeftOut } from "../../transfer/rows/InputRow.ts"

/** Reports what was left out of an input, if anything was. */
export const leftOutWords = ({ emptyColumns, emptyRows }: LeftOut): string | undefined => {
  const rows = emptyRows === 0 ? [] : [amount(emptyRows, "empty row")]
  const columns = emptyColumns === 0 ? [] : [amount(emptyColumns, "empty column")]
  return rows.length + columns.length === 0 ? undefined : `Left out: ${[...rows, ...columns].join(" and ")}.`
}
