import type { NonEmptyReadonlyArray } from "effect/Array"
import * as Duration from "effect/Duration"
import * as Result from "effect/Result"
import type { Field } from "../domain/organization/Field.ts"
import { ColumnTypeChanged } from "../failure/MirrorFailure.ts"
import { isReadable } from "../metadata/bulkRules.ts"
import { isIdColumn } from "../results/Rows.ts"
import type { Checkpoint, WholeReason } from "./Checkpoint.ts"
import type { CopyColumn } from "./CopyColumn.ts"
import type { CopiedModule } from "./MirrorRequest.ts"
import { storedAs } from "./storedAs.ts"
import { millisOf } from "../domain/millisOf.ts"

/** The field by which changes are found. */
export const modifiedTime = "Modified_Time"

/** How the copy of a module is brought up to date. */
export interface CopyPlan {
  /** The columns that the copy will have, those included that Zoho has no more. */
  readonly columns: NonEmptyReadonlyArray<CopyColumn>
  /** API names of the fields that are read. */
  readonly fields: ReadonlyArray<string>
  /** Why the module is read as a whole; absent if what has changed is enough. */
  readonly whole?: WholeReason
  /** The columns that are new. */
  readonly added: ReadonlyArray<string>
  /** The columns that Zoho has no more. */
  readonly gone: ReadonlyArray<string>
  /** The columns that go on as text. */
  readonly toText: ReadonlyArray<string>
}

/** What a plan is made of. */
export interface PlanGround {
  readonly wanted: CopiedModule
  readonly fields: ReadonlyArray<Field>
  readonly checkpoint: Checkpoint | undefined
  /** Now, in milliseconds since the epoch. */
  readonly now: number
  readonly refreshEvery: Duration.Duration
  readonly whole: boolean
  readonly textColumns: boolean
}

const idColumn: CopyColumn = { name: "id", label: "Record Id", dataType: "text" }

const columnOf = ({ apiName, dataType, id, label, resultType = dataType }: Field): CopyColumn => ({
  name: apiName,
  ...(id === undefined ? {} : { fieldId: id }),
  label,
  // Ids are texts, whatever Zoho calls their type.
  dataType: isIdColumn(apiName) ? "text" : resultType,
})

/** Whether a column is asked for: `Modified_Time` always is, for the next run needs it. */
const isWanted = ({ exclude = [], fields }: CopiedModule, name: string): boolean =>
  name === modifiedTime || ((fields === undefined || fields.includes(name)) && !exclude.includes(name))

/** The columns that are to be copied. */
const columnsWanted = (wanted: CopiedModule, fields: ReadonlyArray<Field>): NonEmptyReadonlyArray<CopyColumn> => {
  const chosen = fields.filter(
    (field) => isReadable(field) && !isIdColumn(field.apiName) && isWanted(wanted, field.apiName),
  )
  return [idColumn, ...chosen.map(columnOf)]
}

/** Whether a column is not yet in the copy: it may have one of the same name, of a field that is gone. */
const isNew = ({ fieldId }: CopyColumn, before: CopyColumn | undefined): boolean =>
  before === undefined ||
  before.isGone === true ||
  (fieldId !== undefined && before.fieldId !== undefined && fieldId !== before.fieldId)

/** Plans how the copy of a module is brought up to date, from what is known of its fields and of the copy. */
export const planCopy = (ground: PlanGround): Result.Result<CopyPlan, ColumnTypeChanged> => {
  const { checkpoint, fields, now, refreshEvery, textColumns, wanted, whole } = ground
  const known = new Map(checkpoint?.columns.map((column) => [column.name, column]))
  const read = columnsWanted(wanted, fields)
  const names = new Set(read.map(({ name }) => name))
  const changed = read.filter((column) => {
    const before = known.get(column.name)
    return before !== undefined && before.isText !== true && storedAs(before) !== storedAs(column)
  })
  const [first] = changed
  if (first !== undefined && !textColumns) {
    const was = known.get(first.name)?.dataType ?? ""
    return Result.fail(new ColumnTypeChanged({ module: wanted.module, column: first.name, was, is: first.dataType }))
  }
  const toText = new Set(changed.map(({ name }) => name))
  const kept = (column: CopyColumn): CopyColumn =>
    toText.has(column.name) || known.get(column.name)?.isText === true ? { ...column, isText: true } : column
  // A column that nobody asks for any more does not stay: it was left out on purpose.
  const gone = [...known.values()].filter(({ name }) => !names.has(name) && isWanted(wanted, name))
  const added = checkpoint === undefined ? [] : read.filter((column) => isNew(column, known.get(column.name)))
  const [id, ...others] = read
  const reason = ((): WholeReason | undefined => {
    if (checkpoint === undefined) return "firstCopy"
    if (!names.has(modifiedTime)) return "noModifiedTime"
    if (whole) return "asked"
    if (added.length > 0 || toText.size > 0) return "columnsAdded"
    return now - millisOf(checkpoint.wholeAt) >= Duration.toMillis(refreshEvery) ? "refreshDue" : undefined
  })()
  return Result.succeed({
    columns: [kept(id), ...others.map(kept), ...gone.map((column) => ({ ...column, isGone: true }))],
    fields: read.map(({ name }) => name),
    ...(reason === undefined ? {} : { whole: reason }),
    added: added.map(({ name }) => name),
    gone: gone.filter(({ isGone }) => isGone !== true).map(({ name }) => name),
    toText: [...toText],
  })
}
