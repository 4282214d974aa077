/** Checks rows before an import; per row. */
import { prepareLeads } from "../../leadCheck.ts"
import { measure } from "../../measure.ts"

const rows = 100_000

await measure({ units: rows, turn: (await prepareLeads(rows)).check })
