import * as Effect from "effect/Effect"
import type { CsvRow } from "../../formats/csv.ts"
import { UsageError } from "../failure/UsageError.ts"

/** Where `--map` sends a column; to no field, where it is left out. */
export interface Mapped {
  readonly column: string
  readonly field: string
}

/** Which columns of an input go where. */
export interface SentColumns {
  /** Those that go to Zoho; absent if all go to the fields that they name. */
  readonly columns?: ReadonlyArray<Mapped>
  /** The names of those that stay behind. */
  readonly notSent: ReadonlyArray<string>
}

const isNamed = (names: ReadonlyArray<string>, { column, field }: Mapped): boolean =>
  names.includes(column) || names.includes(field)

/**
 * Settles which columns go where: each to the field that `--map` gives it, else to the one that its header names; and with `--only`, no others
 * than those that either names.
 */
export const sentColumns = Effect.fnUntraced(function* (
  header: CsvRow,
  map: ReadonlyArray<Mapped> | undefined,
  only: ReadonlyArray<string> | undefined,
): Effect.fn.Return<SentColumns, UsageError> {
  if (map === undefined && only === undefined) return { notSent: [] }
  const has = `The rows have the columns ${header.join(", ")}.`
  const missing = map?.find(({ column }) => !header.includes(column))
  if (missing !== undefined) {
    const end = missing.field === "" ? "leave out" : `send to ${missing.field}`
    return yield* new UsageError({ problem: `There is no column ${missing.column} to ${end}`, remedy: has })
  }
  const again = map?.find(({ column }, at) => map.findIndex((other) => other.column === column) !== at)
  if (again !== undefined) {
    return yield* new UsageError({
      problem: `--map names the column ${again.column} twice`,
      remedy: "A column goes to one field.",
    })
  }
  const all = header.map((column) => ({ column, field: map?.find((each) => each.column === column)?.field ?? column }))
  const unknown = only?.find((name) => !all.some((each) => isNamed([name], each)))
  if (unknown !== undefined) {
    return yield* new UsageError({ problem: `There is no column ${unknown} for --only`, remedy: has })
  }
  const isMapped = ({ column }: Mapped): boolean => map?.some((each) => each.column === column) ?? false
  const columns = all.filter(
    (each) => each.field !== "" && (only === undefined || isMapped(each) || isNamed(only, each)),
  )
  if (columns.length === 0) {
    return yield* new UsageError({ problem: "There are no columns left to send", remedy: has })
  }
  const doubled = columns.find(({ field }, at) => columns.findIndex((other) => other.field === field) !== at)
  if (doubled !== undefined) {
    const both = columns.filter(({ field }) => field === doubled.field).map(({ column }) => column)
    return yield* new UsageError({
      problem: `The columns ${both.join(" and ")} would both go to ${doubled.field}`,
      remedy: `Leave one of them out, such as with --map '${both[0]}='.`,
    })
  }
  const notSent = header.filter((name) => !columns.some(({ column }) => column === name))
  return { columns, notSent }
})
