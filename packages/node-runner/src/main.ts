import { startOnNode } from "./startOnNode.ts"

await startOnNode("zoho-bulk")
