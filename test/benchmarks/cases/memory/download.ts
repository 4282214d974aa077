/** The shipped command, with the flags of its launcher, fetches a result of so many MiB: the peak of its memory. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { denoMemoryFlags, denoProgram, launched, onDeno } from "../../shipped.ts"
import { watched } from "../../watched.ts"

const [runtime, format = "csv", size = "1"] = process.argv.slice(2)
const mib = process.env["BENCH_QUICK"] === undefined ? size : "1"

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-memory-"))
const server = spawn("node", [join(import.meta.dirname, "../curves/largeResultServer.ts"), mib], {
  stdio: ["ignore", "pipe", "inherit"],
})
try {
  const origin = String((await once(server.stdout, "data"))[0]).trim()
  const env = {
    PATH: process.env["PATH"],
    HOME: folder,
    DENO_DIR: join(folder, "deno"),
    ZOHO_API_DOMAIN: origin,
    ZOHO_ACCESS_TOKEN: "emulator",
  }
  const command = runtime === "deno" ? [denoProgram, ...denoMemoryFlags, onDeno] : [launched]
  const words = ["download", "4150868000005376042", "--kind", "read", "--format", format, "--output", "rows"]
  const { peakMib } = await watched([...command, ...words], { env, cwd: folder })
  console.log(JSON.stringify({ peakMib }))
} finally {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
}
