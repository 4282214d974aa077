/**
 * The `zoho-bulk` script for Deno: runs the command with the arguments of the process.
 */
import { runOnDeno } from "./runOnDeno.ts"

runOnDeno("zoho-bulk")
