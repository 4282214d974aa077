import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { measure } from "./measure.ts"

/** Measures what fetches a result of 200,000 rows from a server of its own, from its start to its end. */
export const measureDownload = async (
  commandOf: (origin: string, folder: string) => ReadonlyArray<string>,
): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-download-"))
  const server = spawn("node", [join(import.meta.dirname, "resultServer.ts")], { stdio: ["ignore", "pipe", "inherit"] })
  try {
    const origin = String((await once(server.stdout, "data"))[0]).trim()
    const [program = "", ...words] = commandOf(origin, folder)
    const env = {
      PATH: process.env["PATH"],
      ZOHO_API_DOMAIN: origin,
      ZOHO_ACCESS_TOKEN: "emulator",
      XDG_STATE_HOME: folder,
      XDG_CACHE_HOME: folder,
    }
    await measure({
      units: 1,
      turn: () => {
        const { status, stderr } = spawnSync(program, words, { env, encoding: "utf8" })
        if (status !== 0) throw new Error(`${words.join(" ")} ended with code ${status}: ${stderr}`)
      },
    })
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
