import type { Field } from "../../domain/organization/Field.ts"
import { spellingOf } from "../../formats/values/spellings.ts"
import { idIn } from "../imports/importColumns.ts"
import { numberFor } from "../imports/rowKeys.ts"
import { makeNumberSet } from "./NumberSet.ts"

/** The most different values of a column that are remembered to find the same again. */
const mostRemembered = 1_000_000

/** Remembers the values of a column. */
export interface ValuesSeen {
  /** Checks whether a value was there already. */
  readonly isAgain: (cell: string) => boolean
}

/**
 * Remembers the values of a field, or of the record's id, by its type: numbers are compared by value, texts exactly,
 * ignoring case if the field does.
 */
export const makeValuesSeen = (field: Field | undefined): ValuesSeen => {
  const numbers = makeNumberSet()
  const valueIn = field === undefined ? idIn : spellingOf(field.dataType).valueIn
  const isExact = field === undefined || field.isCaseSensitive === true
  return {
    isAgain: (cell) => {
      if (numbers.size() >= mostRemembered) return false
      const value = valueIn(cell)
      return !numbers.add(1 + numberFor(isExact ? value : value.toLowerCase()))
    },
  }
}
