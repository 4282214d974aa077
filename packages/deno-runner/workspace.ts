/**
 * The command as a script of this workspace runs it: for a reader who has no `zoho-bulk` on the PATH, and in the folder where
 * they called the script.
 */
import { readVariable } from "./src/environment.ts"
import { startOnDeno } from "./src/startOnDeno.ts"

const calledIn = readVariable("INIT_CWD")
if (calledIn !== undefined) Deno.chdir(calledIn)
await startOnDeno("npx --yes pnpm@12 zoho-bulk:deno")
