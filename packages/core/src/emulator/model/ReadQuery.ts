import type { Column } from "./Column.ts"
import type { Condition, Conditions } from "./Condition.ts"
import type { Module } from "./Module.ts"
import type { Records } from "./Records.ts"

/** What a read job asks for, understood; it sees the records of one moment. */
export interface ReadQuery {
  readonly records: Records
  /** The records as they were before, and up to which number they are read so: a bulk result is of no one moment. */
  readonly earlier?: { readonly records: Records; readonly until: number }
  readonly module: Module
  /** The fields that were asked for; absent if all were. */
  readonly fields: ReadonlyArray<string> | undefined
  readonly columns: ReadonlyArray<Column>
  readonly conditions: Condition | Conditions | undefined
  readonly cvid?: string | undefined
  readonly viewConditions?: Condition | Conditions | undefined
  readonly page: number
  /** The record after which it continues, if it follows another by a page token. */
  readonly from?: number
  readonly fileType: "csv" | "ics"
}

/** Which records a read job gives: so many of those that match, from the record with a number on. */
export interface Selection {
  readonly from: number
  readonly count: number
  /** The number of the first matching record beyond these; absent if there is none. */
  readonly next?: number
}
