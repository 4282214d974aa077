/** A script with nothing in it. */
import { writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { measureStart } from "../../measureStart.ts"
import { denoFlags } from "../../shipped.ts"

const script = join(tmpdir(), "zoho-bulk-nothing.mjs")
writeFileSync(script, "")

await measureStart(() => (process.argv[2] === "deno" ? ["deno", ...denoFlags, script] : ["node", script]))
