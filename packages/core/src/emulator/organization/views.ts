import type { Condition } from "../model/Condition.ts"
import type { Module } from "../model/Module.ts"
import type { Records } from "../model/Records.ts"
import { columnOf } from "./columnOf.ts"
import { patriciaBoyle } from "./users.ts"

/** A custom view of a module: which of its records are shown. */
export interface View {
  readonly id: string
  readonly name: string
  readonly condition?: Condition
}

/** The views that each module has: all records, and those of the user who asks. */
export const viewsOf = (records: Records, module: Module): ReadonlyArray<View> => {
  const id = (which: number): string => `415086800000008${module.mark}${String(which).padStart(2, "0")}`
  const owner = columnOf(records, module, "Owner")
  return [
    { id: id(1), name: `All ${module.apiName}` },
    {
      id: id(3),
      name: `My ${module.apiName}`,
      ...(owner === undefined
        ? {}
        : { condition: { column: owner, comparator: "equal", value: patriciaBoyle.id } satisfies Condition }),
    },
  ]
}
