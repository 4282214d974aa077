import { type Edit, type EditedValues, deedOf } from "../model/Edit.ts"
import type { Field, Value } from "../model/Field.ts"
import type { Guesses } from "../model/Guesses.ts"
import { fieldOf, type Module, numberOfId } from "../model/Module.ts"
import { hasRecord, lastNumber, moduleNamed, recordsOf } from "../model/Records.ts"
import { placeOf } from "../model/Removal.ts"
import { describedField } from "./described/describedField.ts"
import { recordValue, spellingOf } from "./described/recordValue.ts"
import type { RecordDraft } from "./RecordDraft.ts"

/** Why an edit is passed over. */
class PassedOver {
  readonly why: string
  constructor(why: string) {
    this.why = why
  }
}

const valuesFor = (module: Module, given: EditedValues): Record<string, Value> | PassedOver => {
  const values: Record<string, Value> = {}
  for (const [name, value] of Object.entries(given)) {
    if (name === "id") continue
    const field = fieldOf(module, name)
    if (field === undefined) return new PassedOver(`${module.apiName} has no field ${name}`)
    const read = recordValue(field, value)
    if (read === undefined) return new PassedOver(`${name} cannot be ${JSON.stringify(value)}. ${spellingOf(field)}`)
    values[name] = read
  }
  return values
}

const withOwnId = (module: Module, n: number, id: string): Module => {
  const { byNumber, numberOf } = module.ownIds
  return { ...module, ownIds: { byNumber: new Map(byNumber).set(n, id), numberOf: new Map(numberOf).set(id, n) } }
}

const addField = (module: Module, field: Field): Module => ({
  ...module,
  fields: [...module.fields.filter(({ apiName }) => apiName !== field.apiName), field],
  layouts: module.layouts.map((layout) => ({
    ...layout,
    fields: [...layout.fields, { apiName: field.apiName, isRequired: false }],
  })),
})

const withoutField = (module: Module, apiName: string): Module => ({
  ...module,
  fields: module.fields.filter((field) => field.apiName !== apiName),
  layouts: module.layouts.map((layout) => ({
    ...layout,
    fields: layout.fields.filter((field) => field.apiName !== apiName),
  })),
})

/** Writes one edit into a draft. */
const apply = (draft: RecordDraft, edit: Edit, guesses: Guesses, now: number): PassedOver | undefined => {
  const module = moduleNamed(draft.records, edit.module)
  if (module === undefined) return new PassedOver(`there is no module ${edit.module}`)
  const { apiName } = module
  const there = (id: string): number | undefined => {
    const n = numberOfId(module, id)
    return n !== undefined && hasRecord(draft.records, apiName, n) ? n : undefined
  }
  const write = (id: string, given: EditedValues, how: "update" | "recompute"): PassedOver | undefined => {
    const [n, values] = [there(id), valuesFor(module, given)]
    if (values instanceof PassedOver) return values
    if (n === undefined) return new PassedOver(`there is no record ${id}`)
    draft[how](module, n, values)
    return undefined
  }
  const remove = (id: string, isListed: boolean): PassedOver | undefined => {
    const n = there(id)
    if (n === undefined) return new PassedOver(`there is no record ${id}`)
    draft.remove(module, n, isListed)
    return undefined
  }
  switch (deedOf(edit)) {
    case "create": {
      const { create = {} } = edit
      const values = valuesFor(module, create)
      if (values instanceof PassedOver) return values
      const { id } = create
      if (id !== undefined && (typeof id !== "string" || numberOfId(module, id) !== undefined)) {
        return new PassedOver(`a new record cannot have the id ${JSON.stringify(id)}`)
      }
      const owned = id === undefined ? module : withOwnId(module, lastNumber(draft.records, apiName) + 1, id)
      if (owned !== module) draft.replaceModule(owned)
      draft.insert(owned, values)
      return undefined
    }
    case "update":
      return edit.update && write(edit.update.id, edit.update, "update")
    case "recompute":
      return edit.recompute && write(edit.recompute.id, edit.recompute, "recompute")
    case "delete":
      return remove(edit.delete ?? "", true)
    case "convert":
      return remove(edit.convert ?? "", guesses.convertedAreListed === true)
    case "purge": {
      const n = numberOfId(module, edit.purge ?? "")
      if (n === undefined || n < 1 || n > lastNumber(draft.records, apiName)) {
        return new PassedOver(`there is no record ${edit.purge}`)
      }
      draft.purge(module, n)
      return undefined
    }
    case "restore":
      return restoreRecord(draft, module, edit.restore ?? "", guesses, now)
        ? undefined
        : new PassedOver(`there is no record ${edit.restore} in the recycle bin`)
    case "merge": {
      const { loser = "", values = {}, winner = "" } = edit.merge ?? {}
      if (there(loser) === undefined) return new PassedOver(`there is no record ${loser}`)
      return write(winner, values, "update") ?? remove(loser, guesses.mergedAreListed === true)
    }
    case "addField": {
      if (edit.addField === undefined) return undefined
      const at = { index: module.fields.length, mark: module.mark }
      const made = describedField(edit.addField, at, (name) => moduleNamed(draft.records, name))
      draft.replaceModule(addField(module, { ...made, valueOf: () => null }))
      return undefined
    }
    case "removeField": {
      const { removeField = "" } = edit
      if (fieldOf(module, removeField) === undefined) return new PassedOver(`${apiName} has no field ${removeField}`)
      draft.replaceModule(withoutField(module, removeField))
      return undefined
    }
    case undefined:
      return undefined
  }
}

/** Brings a record back from the recycle bin, and tells whether it was there. */
export const restoreRecord = (
  draft: RecordDraft,
  module: Module,
  id: string,
  { restoredAreListed = false, restoringModifies = false }: Guesses,
  now: number,
): boolean => {
  const n = numberOfId(module, id)
  const removal = n === undefined ? undefined : recordsOf(draft.records, module.apiName).gone?.get(n)
  if (n === undefined || removal === undefined || placeOf(removal, now) !== "recycle") return false
  draft.restore(module, n, restoredAreListed)
  if (restoringModifies) draft.update(module, n, {})
  return true
}

/** Writes an edit into a draft, and tells what came of it: `done`, or why it is passed over. */
export const applyEdit = (draft: RecordDraft, edit: Edit, guesses: Guesses, now: number): string =>
  apply(draft, edit, guesses, now)?.why ?? "done"
