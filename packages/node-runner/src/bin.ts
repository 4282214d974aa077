import { enableCompileCache } from "node:module"
import { startOnNode } from "./startOnNode.ts"

enableCompileCache()
await startOnNode("zoho-bulk")
