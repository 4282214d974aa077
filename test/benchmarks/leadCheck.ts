import { Effect, ManagedRuntime, Stream } from "effect"
import { placedRows } from "../../packages/core/src/cli/rows/inputRows.ts"
import { checkRows } from "../../packages/core/src/transfer/checks/checkRows.ts"
import { askAboutModule } from "../../packages/core/src/transfer/checks/knownModule.ts"
import { emulated } from "../support/connected.ts"
import { leadsCsv } from "../support/leads.ts"
import { piecesOf } from "./samples/contacts.ts"

/** What is done with the bytes of a file of rows before an import. */
export interface LeadCheck {
  /** Reads them as rows, and drops those. */
  readonly read: () => Promise<unknown>
  /** Reads and checks all rows. */
  readonly check: () => Promise<unknown>
}

/** Prepares a file of so many leads, and asks what the module is made of. */
export const prepareLeads = async (rows: number): Promise<LeadCheck> => {
  const file = "leads.csv"
  const zoho = ManagedRuntime.make(emulated())
  const known = await zoho.runPromise(askAboutModule("Leads", "insert"))
  const bytes = Stream.fromIterable(piecesOf(new TextEncoder().encode(leadsCsv(rows))))
  const read = Stream.suspend(() => placedRows(bytes, { file }, { emptyRows: 0, emptyColumns: 0 }))
  const check = checkRows(
    known,
    { module: "Leads", operation: "insert" },
    Stream.map(read, ({ cells }) => cells),
    { source: file, lineOf: (row) => row + 1, onFound: () => Effect.void },
  )
  return { read: () => zoho.runPromise(Stream.runDrain(read)), check: () => zoho.runPromise(check) }
}
