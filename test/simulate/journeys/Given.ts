import type { Scenario } from "../play/Scenario.ts"
import { chanceOf } from "../world/Chance.ts"

/** A row as it is given to an import: its cells, and what tells which record it is about. */
export interface GivenRow {
  readonly key: string
  /** What it puts into the record, which no other row puts anywhere. */
  readonly mark: string
  readonly cells: ReadonlyArray<string>
}

/** What a run is given. */
export interface Given {
  readonly module: "Leads" | "Contacts"
  readonly header: ReadonlyArray<string>
  readonly rows: ReadonlyArray<GivenRow>
  /** The field by which records are told apart at Zoho. */
  readonly keyField: string
  /** The field in which the mark of a row ends up. */
  readonly markField: string
}

const remarks = ["plain", 'with "quotes"', "a, comma", "two\nlines", "Ünïcode ✓", "7.5", ""] as const

/** The rows of a run; `ids` are those of records that are there already. */
export const givenTo = ({ journey, rows, seed }: Scenario, night: number, ids: ReadonlyArray<string>): Given => {
  const chance = chanceOf(seed, `rows of night ${night}`)
  const numbers = Array.from({ length: rows }, (_, at) => at + 1)
  const remark = () => chance.pick(remarks)
  const markOf = (n: number) => `Mark ${night}.${n}`
  switch (journey) {
    case "insert":
      return {
        module: "Leads",
        header: ["Last_Name", "Company", "Description"],
        rows: numbers.map((n) => {
          const company = chance.happens(0.15) ? "" : "Zylker"
          return { key: markOf(n), mark: markOf(n), cells: [markOf(n), company, remark()] }
        }),
        keyField: "Last_Name",
        markField: "Last_Name",
      }
    case "upsert":
      return {
        module: "Leads",
        header: ["Email", "Last_Name", "Company", "Description"],
        rows: numbers.map((n) => {
          const email = `row${chance.happens(0.3) ? 1 : n}.${night}@example.org`
          return { key: email, mark: markOf(n), cells: [email, markOf(n), "Zylker", remark()] }
        }),
        keyField: "Email",
        markField: "Last_Name",
      }
    case "update":
    case "export":
      return {
        module: "Contacts",
        header: ["id", "Last_Name", "Description"],
        rows: numbers.map((n) => {
          const id = chance.happens(0.1) ? "4150868012000999999" : (ids[chance.below(4)] ?? "")
          return { key: id, mark: markOf(n), cells: [id, markOf(n), remark()] }
        }),
        keyField: "id",
        markField: "Last_Name",
      }
  }
}
