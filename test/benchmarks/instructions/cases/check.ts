/** So many rows checked before an import, which are read for it. */
import process from "node:process"
import { prepareLeads } from "../../leadCheck.ts"
import { marked } from "../marked.ts"

const { check } = await prepareLeads(Number(process.argv[2]))

await marked(check)
