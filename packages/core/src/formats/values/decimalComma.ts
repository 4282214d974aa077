/**
 * Numbers in files that use a comma before decimals and a point between thousands. Zoho reads the point as the decimal
 * point.
 */
import { plainDecimal } from "./plainDecimal.ts"

const point = 46

/** Whether a number can only be read with a decimal comma: the comma of `1,234` may separate thousands. */
export const hasDecimalComma = (cell: string): boolean =>
  /^[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+),\d+$/.test(cell) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell)

/**
 * Whether the point of a number may separate decimals or thousands. For most numbers, one character is enough to
 * decide.
 */
export const isPointInDoubt = (cell: string): boolean =>
  cell.charCodeAt(cell.length - 4) === point && /^-?[1-9]\d{0,2}\.\d{3}$/.test(cell)

/** What a number is whose point is in doubt, the reading of Zoho first. */
export const readingsOfPoint = (cell: string): ReadonlyArray<string> =>
  [cell, cell.replace(".", "")].map((each) => plainDecimal(each) ?? each)
