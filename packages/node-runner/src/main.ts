import { runOnNode } from "./runOnNode.ts"

runOnNode("zoho-bulk")
