/**
 * The command as a script of this workspace runs it: for a reader who has no `zoho-bulk` on the PATH, and in the folder where
 * they called the script.
 */
import process from "node:process"
import { startOnNode } from "./src/startOnNode.ts"

process.chdir(process.env["INIT_CWD"] ?? ".")
await startOnNode("npx --yes pnpm@12 zoho-bulk")
