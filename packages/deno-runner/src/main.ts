/**
 * The `zoho-bulk` script for Deno: runs the command with the arguments of the process.
 */
import { startOnDeno } from "./startOnDeno.ts"

await startOnDeno("zoho-bulk")
