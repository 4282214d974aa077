import type * as Schema from "effect/Schema"
import type { Column } from "./Column.ts"

/** One condition of a read job, understood. */
export interface Condition {
  readonly column: Column
  readonly comparator: string
  /** As it was sent. */
  readonly value: Schema.Json
  /** Whether a comparison with a moment leaves that moment out. */
  readonly leavesOutBoundary?: boolean
}

/** Conditions joined by one operator; groups nest. */
export interface Conditions {
  readonly group: ReadonlyArray<Condition | Conditions>
  readonly operator: "and" | "or"
}

/** Tells conditions that are joined from a single one. */
export const isGroup = (each: Condition | Conditions): each is Conditions => "group" in each

/** What matches a field without a value (Zoho's bulk-read page). */
export const emptyLiteral = "${EMPTY}"

/** Counts single conditions, in all groups. */
export const countConditions = (conditions: Condition | Conditions): number =>
  isGroup(conditions) ? conditions.group.reduce((sum, each) => sum + countConditions(each), 0) : 1

/** The lookups that conditions go through. */
export const joinsOf = (conditions: Condition | Conditions): ReadonlyArray<string> =>
  isGroup(conditions)
    ? conditions.group.flatMap(joinsOf)
    : conditions.column.join === undefined
      ? []
      : [conditions.column.join]
