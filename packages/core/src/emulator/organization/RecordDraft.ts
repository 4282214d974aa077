import type { Field, Value } from "../model/Field.ts"
import { type Module, recordId } from "../model/Module.ts"
import { countRecords, type Records, recordsOf } from "../model/Records.ts"
import { fieldReader, findRecord, keyOf, writtenValues } from "./findRecord.ts"
import { patriciaBoyle } from "./users.ts"
import { own } from "../../domain/own.ts"

interface DraftedModule {
  readonly base: number
  inserted: number
  readonly changes: Map<number, Record<string, Value>>
}

/** Records while a job writes to them: a copy of its own, which becomes the world's when the job is done. */
export class RecordDraft {
  readonly records: Records
  readonly #drafted = new Map<string, DraftedModule>()
  readonly #written = new Map<string, Map<string, number>>()
  readonly #now: number

  constructor(records: Records, now: number) {
    this.records = { modules: records.modules, of: new Map(records.of) }
    this.#now = now
  }

  #moduleOf(module: Module): DraftedModule {
    const known = this.#drafted.get(module.apiName)
    if (known !== undefined) return known
    const { base, changes, inserted } = recordsOf(this.records, module.apiName)
    const drafted: DraftedModule = { base, inserted, changes: new Map(changes) }
    this.#drafted.set(module.apiName, drafted)
    ;(this.records.of as Map<string, DraftedModule>).set(module.apiName, drafted)
    return drafted
  }

  #writtenOf(module: Module, field: Field): Map<string, number> {
    const key = `${module.apiName}.${field.apiName}`
    const known = this.#written.get(key)
    if (known !== undefined) return known
    const written = writtenValues(this.records, module, field)
    this.#written.set(key, written)
    return written
  }

  /** Finds the record in which a unique field, or the id, has a value. */
  find(module: Module, field: Field | "id", value: string): number | undefined {
    const written = field === "id" ? new Map<string, number>() : this.#writtenOf(module, field)
    return findRecord(this.records, module, field, value, written)
  }

  /** Writes values into a record. */
  update(module: Module, n: number, values: Readonly<Record<string, Value>>): string {
    const drafted = this.#moduleOf(module)
    for (const field of module.fields) {
      const value = own(values, field.apiName)
      if (!field.isUnique || value === undefined) continue
      const written = this.#writtenOf(module, field)
      const old = fieldReader(this.records, module, field)(n)
      if (old !== null && written.get(keyOf(field, old)) === n) written.delete(keyOf(field, old))
      if (value !== null) written.set(keyOf(field, value), n)
    }
    drafted.changes.set(n, { ...drafted.changes.get(n), ...values, Modified_Time: this.#now })
    return recordId(module, n)
  }

  /** Adds a record, with the owner, author and times that Zoho sets itself. */
  insert(module: Module, values: Readonly<Record<string, Value>>): string {
    const drafted = this.#moduleOf(module)
    drafted.inserted++
    const flags = module.fields.filter(({ dataType }) => dataType === "boolean").map(({ apiName }) => [apiName, false])
    return this.update(module, countRecords(this.records, module.apiName), {
      ...Object.fromEntries(flags),
      Owner: patriciaBoyle.id,
      Created_By: patriciaBoyle.id,
      Created_Time: this.#now,
      ...values,
    })
  }
}
