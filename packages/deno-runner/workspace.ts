/**
 * The command as a script of this workspace runs it: for a reader who has no `zoho-bulk` on the PATH, and in the folder where
 * they called the script.
 */
import { startOnDeno } from "./src/startOnDeno.ts"

Deno.chdir(Deno.env.get("INIT_CWD") ?? ".")
await startOnDeno("npx --yes pnpm@12 zoho-bulk:deno")
