/**
 * The shipped command, with the flags of its launcher, fetches a result of so many MiB: the peak of its memory. It was started once before, as
 * nearly every time: what compiles is kept for later starts.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { denoMemoryFlags, denoProgram, launched, onDeno } from "../../shipped.ts"
import { type Counted, watched } from "../../watched.ts"

const [runtime, format = "csv", size = "1"] = process.argv.slice(2)

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-memory-"))

const fetched = async (mib: string): Promise<Counted> => {
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
    const words = ["download", "4150868000005376042", "--kind", "read", "--format", format, "--output", `${mib}.rows`]
    return await watched([...command, ...words], { env, cwd: folder })
  } finally {
    server.kill()
  }
}

try {
  const first = await fetched("1")
  const { peakMib } = process.env["BENCH_QUICK"] === undefined ? await fetched(size) : first
  console.log(JSON.stringify({ peakMib }))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
