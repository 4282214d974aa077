import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { measure } from "./measure.ts"

/** Measures a program from its start to its end, beside a server that answers every request with one job. */
export const measureStart = async (commandOf: (origin: string) => ReadonlyArray<string>): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-start-"))
  const server = spawn("node", ["--conditions=zoho-bulk-source", `${import.meta.dirname}/cases/calls/server.ts`], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  try {
    const origin = String((await once(server.stdout, "data"))[0]).trim()
    const [program = "", ...words] = commandOf(origin)
    const env = {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_COMPILE_CACHE: folder,
      XDG_STATE_HOME: folder,
      XDG_CACHE_HOME: folder,
      ZOHO_API_DOMAIN: origin,
      ZOHO_ACCESS_TOKEN: "emulator",
    }
    await measure({
      units: 1,
      turns: 11,
      warmUps: 2,
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
