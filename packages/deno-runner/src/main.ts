import { runOnDeno } from "./runOnDeno.ts"

runOnDeno("zoho-bulk")
