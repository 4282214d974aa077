import type { Field, Value } from "../model/Field.ts"
import { type Module, recordId } from "../model/Module.ts"
import { hasRecord, lastNumber, type Records, recordsOf } from "../model/Records.ts"
import type { Removal } from "../model/Removal.ts"
import { fieldReader, findRecord, keyOf, writtenValues } from "./findRecord.ts"
import { patriciaBoyle } from "./users.ts"
import { own } from "../../domain/own.ts"

interface DraftedModule {
  readonly base: number
  inserted: number
  readonly changes: Map<number, Record<string, Value>>
  readonly gone: Map<number, Removal>
  readonly undone: Map<number, Removal>
}

const keyOfWritten = (module: Module, field: Field): string => `${module.apiName}.${field.apiName}`

/** Records while somebody writes to them: a copy of its own, which becomes the world's when that is done. */
export class RecordDraft {
  #records: Records
  readonly #drafted = new Map<string, DraftedModule>()
  readonly #written = new Map<string, Map<string, number>>()
  #now: number

  constructor(records: Records, now: number) {
    this.#records = { ...records, of: new Map(records.of) }
    this.#now = now
  }

  /** The records, with all that was written to them so far. */
  get records(): Records {
    return this.#records
  }

  /** Lets what is written from now on be of a moment. */
  moveTo(now: number): void {
    this.#now = now
  }

  #moduleOf(module: Module): DraftedModule {
    const known = this.#drafted.get(module.apiName)
    if (known !== undefined) return known
    const { base, changes, gone, inserted, undone } = recordsOf(this.#records, module.apiName)
    const copies = { changes: new Map(changes), gone: new Map(gone), undone: new Map(undone) }
    const drafted: DraftedModule = { base, inserted, ...copies }
    this.#drafted.set(module.apiName, drafted)
    ;(this.#records.of as Map<string, DraftedModule>).set(module.apiName, drafted)
    return drafted
  }

  #writtenOf(module: Module, field: Field): Map<string, number> {
    const known = this.#written.get(keyOfWritten(module, field))
    if (known !== undefined) return known
    const written = writtenValues(this.#records, module, field)
    this.#written.set(keyOfWritten(module, field), written)
    return written
  }

  /** Forgets a record in what is known of written values, where anything is known. */
  #forget(module: Module, n: number): void {
    for (const field of module.fields) {
      const written = field.isUnique ? this.#written.get(keyOfWritten(module, field)) : undefined
      if (written === undefined) continue
      const old = fieldReader(this.#records, module, field)(n)
      if (old !== null && written.get(keyOf(field, old)) === n) written.delete(keyOf(field, old))
    }
  }

  /** Finds the record in which a unique field, or the id, has a value. */
  find(module: Module, field: Field | "id", value: string): number | undefined {
    const written = field === "id" ? new Map<string, number>() : this.#writtenOf(module, field)
    return findRecord(this.#records, module, field, value, written)
  }

  /** Writes values into a record, and moves its `Modified_Time`. */
  update(module: Module, n: number, values: Readonly<Record<string, Value>>): string {
    return this.recompute(module, n, { ...values, Modified_Time: this.#now })
  }

  /** Writes values into a record as Zoho does by itself, which does not touch its `Modified_Time`. */
  recompute(module: Module, n: number, values: Readonly<Record<string, Value>>): string {
    const drafted = this.#moduleOf(module)
    for (const field of module.fields) {
      const value = own(values, field.apiName)
      const written = field.isUnique ? this.#written.get(keyOfWritten(module, field)) : undefined
      if (written === undefined || value === undefined) continue
      const old = fieldReader(this.#records, module, field)(n)
      if (old !== null && written.get(keyOf(field, old)) === n) written.delete(keyOf(field, old))
      if (value !== null) written.set(keyOf(field, value), n)
    }
    drafted.changes.set(n, { ...drafted.changes.get(n), ...values })
    return recordId(module, n)
  }

  /** Adds a record, with the owner, author and times that Zoho sets itself. */
  insert(module: Module, values: Readonly<Record<string, Value>>): string {
    const drafted = this.#moduleOf(module)
    drafted.inserted++
    const flags = module.fields.filter(({ dataType }) => dataType === "boolean").map(({ apiName }) => [apiName, false])
    return this.update(module, lastNumber(this.#records, module.apiName), {
      ...Object.fromEntries(flags),
      Owner: patriciaBoyle.id,
      Created_By: patriciaBoyle.id,
      Created_Time: this.#now,
      ...values,
    })
  }

  /** Removes a record; the caller decides whether it is listed among the deleted ones. */
  remove(module: Module, n: number, isListed: boolean): void {
    if (!hasRecord(this.#records, module.apiName, n)) return
    this.#forget(module, n)
    this.#moduleOf(module).gone.set(n, { at: this.#now, isListed })
  }

  /** Takes a record away for good, also one that is in the recycle bin. */
  purge(module: Module, n: number): void {
    this.#forget(module, n)
    this.#moduleOf(module).gone.set(n, { at: this.#now, isListed: true, isForGood: true })
  }

  /** Restores a record unchanged; the caller decides whether its deletion stays listed. */
  restore(module: Module, n: number, isListed: boolean): void {
    const { gone, undone } = this.#moduleOf(module)
    const removal = gone.get(n)
    gone.delete(n)
    if (isListed && removal !== undefined) undone.set(n, removal)
    // Its values count as written again.
    this.#written.clear()
  }

  /** Puts another module in the place of the one of its name. */
  replaceModule(module: Module): void {
    const modules = this.#records.modules.map((each) => (each.apiName === module.apiName ? module : each))
    this.#records = { ...this.#records, modules }
  }
}
