import type { Column } from "../model/Column.ts"
import { type Condition, type Conditions, isGroup } from "../model/Condition.ts"
import type { ReadQuery } from "../model/ReadQuery.ts"
import { lastNumber, moduleNamed, type Records } from "../model/Records.ts"
import { columnOf } from "./columnOf.ts"

type ChangeColumn = (column: Column) => Column

const withColumns = <C extends Condition | Conditions | undefined>(conditions: C, change: ChangeColumn): C => {
  const changed = (each: Condition | Conditions): Condition | Conditions =>
    isGroup(each) ? { ...each, group: each.group.map(changed) } : { ...each, column: change(each.column) }
  return conditions === undefined ? conditions : (changed(conditions) as C)
}

const changeColumns = (query: ReadQuery, change: ChangeColumn): ReadQuery => ({
  ...query,
  columns: query.columns.map(change),
  conditions: withColumns(query.conditions, change),
  viewConditions: withColumns(query.viewConditions, change),
})

/** The same query on the records of another moment. A field that has since been removed is still read as it was. */
export const asOf = (query: ReadQuery, records: Records): ReadQuery => {
  if (records === query.records) return query
  const module = moduleNamed(records, query.module.apiName)
  if (module === undefined) return query
  const { earlier: _, ...again } = changeColumns(query, (column) => columnOf(records, module, column.name) ?? column)
  return { ...again, records, module }
}

/** The same query, which reads the first half of the records at one moment and the others at a later one. */
export const overTime = (query: ReadQuery, records: Records): ReadQuery => {
  if (records === query.records) return query
  const until = Math.floor(lastNumber(records, query.module.apiName) / 2)
  const later = asOf(query, records)
  const torn = changeColumns(query, (column) => {
    const module = moduleNamed(records, query.module.apiName)
    const again = module === undefined ? undefined : columnOf(records, module, column.name)
    return again === undefined
      ? column
      : { ...column, valueOf: (n) => (n <= until ? column.valueOf(n) : again.valueOf(n)) }
  })
  return { ...torn, records, module: later.module, earlier: { records: query.records, until } }
}
