import type { Row } from "./Rows.ts"

/** The beginnings of cells that spreadsheets take for a formula, or skip before one (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n\0＝＋－＠]/

/** A number is not a formula, whatever its sign. */
const number = /^[+-]\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i

/**
 * Puts an apostrophe before every cell of a row that a spreadsheet would take for a formula, so that text which
 * somebody typed into a Zoho field does nothing on the machine of the person who opens the file.
 *
 * **Details**
 *
 * Such a cell begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break, and is not a number: `-5`
 * and `+41791234567` stay unchanged, but `+41 79 123 45 67` does not. All other cells stay unchanged.
 *
 * **Gotchas**
 *
 * It changes data irreversibly: a cell may already have had an apostrophe. Do not import such a file.
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
