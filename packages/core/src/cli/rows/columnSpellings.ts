import * as Effect from "effect/Effect"
import type { CsvRow } from "../../formats/csv.ts"
import type { ImportColumn } from "../../transfer/imports/ImportRequest.ts"
import { UsageError } from "../failure/UsageError.ts"

/** What `--lookup` or `--date-format` says of a column, which is named by itself or by its field. */
export interface Stated {
  readonly column: string
  readonly value: string
}

const remembered = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, " ")

/** Finds the columns that are meant: those of that name, else the field's, else those that are called so as people remember it. */
const meant = (columns: ReadonlyArray<ImportColumn>, name: string): ReadonlyArray<ImportColumn> => {
  const ways: ReadonlyArray<(each: ImportColumn) => boolean> = [
    ({ column }) => column === name,
    ({ field }) => field === name,
    ({ column, field }) => [column, field].some((each) => remembered(each) === remembered(name)),
  ]
  return ways.map((agrees) => columns.filter(agrees)).find(({ length }) => length > 0) ?? []
}

/** Says of columns by what their lookups are found, and how their dates are spelled. */
export const withSpellings = Effect.fnUntraced(function* (
  header: CsvRow,
  columns: ReadonlyArray<ImportColumn> | undefined,
  lookups: ReadonlyArray<Stated>,
  dateFormats: ReadonlyArray<Stated>,
): Effect.fn.Return<ReadonlyArray<ImportColumn> | undefined, UsageError> {
  if (lookups.length + dateFormats.length === 0) return columns
  let all = columns ?? header.map((column): ImportColumn => ({ column, field: column }))
  for (const [flag, key, stated] of [
    ["--lookup", "findBy", lookups],
    ["--date-format", "format", dateFormats],
  ] as const) {
    for (const { column, value } of stated) {
      const found = meant(all, column)
      if (found.length === 0) {
        return yield* new UsageError({
          problem: `There is no column ${column} for ${flag}`,
          remedy: `The rows have the columns ${header.join(", ")}.`,
        })
      }
      const again = found.find((each) => each[key] !== undefined)
      if (again !== undefined) {
        return yield* new UsageError({
          problem: `${flag} names the column ${again.column} twice, for ${again[key]} and ${value}`,
          remedy: "Name it once.",
        })
      }
      all = all.map((each) => (found.includes(each) ? { ...each, [key]: value } : each))
    }
  }
  return all
})
