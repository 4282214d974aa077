import type { Row } from "./Rows.ts"

/** What a cell begins with that spreadsheets take for a formula, or look behind for one (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n\0＝＋－＠]/

/** A number is no formula, whatever its sign. */
const number = /^[+-]\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i

/**
 * Puts an apostrophe before every cell of a row that a spreadsheet would take for a formula, so that what somebody typed
 * into a field of Zoho does nothing on the machine of whoever opens the file.
 *
 * **Details**
 *
 * That is a cell that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break, and is no number: `-5`
 * and `+41791234567` stay as they are, and `+41 79 123 45 67` does not. All others stay as well.
 *
 * **Gotchas**
 *
 * It changes data, and there is no way back: a cell may have had its apostrophe before. Do not import such a file.
 *
 * **Example** (Rows for a spreadsheet)
 *
 * ```ts
 * import { exportModule } from "@zoho-bulk/core"
 * import { safeCells } from "@zoho-bulk/core/Job"
 * import { Effect, Stream } from "effect"
 *
 * export const leads = Effect.map(exportModule({ module: "Leads" }), ({ rows }) => Stream.map(rows, safeCells))
 * ```
 *
 * @category converting
 */
export const safeCells = (row: Row): Row =>
  row.map((cell) => (formula.test(cell) && !number.test(cell) ? `'${cell}` : cell))
