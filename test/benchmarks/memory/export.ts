/**
 * Measures how much more memory an export of 450,000 records takes at its peak than one of 45,000, on both runtimes, by pages and by page
 * tokens, the emulator in a process of its own and in the same one.
 */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { createHash } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import process from "node:process"
import { scriptVariables, scriptWords } from "../../support/scripts.ts"

const small = 45_000
const large = 450_000
const limit = 40

const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-export-"))
const output = join(folder, "contacts.csv")
const bin = resolve("node_modules/.bin")

const start = (script: string, args: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}) => {
  const [program = "", ...words] = [...scriptWords(script), ...args]
  return spawn(program.includes("/") ? resolve(program) : join(bin, program), words, {
    env: { PATH: `${bin}:/usr/bin:/bin`, XDG_STATE_HOME: folder, ...scriptVariables(script), ...env },
    stdio: ["ignore", "pipe", "ignore"],
  })
}

/** The peak of a process alone, in MiB, looked at until it ends. */
const peakOf = async (child: ReturnType<typeof start>): Promise<number> => {
  let peak = 0
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8")
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0))
    } catch {
      // It has ended.
    }
  }, 10)
  const [code] = await once(child, "exit")
  clearInterval(timer)
  if (code !== 0) throw new Error(`it ended with code ${code}`)
  return peak / 1_024
}

/** Fails unless the file has every record once, in order. */
const check = (records: number): string => {
  const text = readFileSync(output, "utf8")
  const ids = [...text.matchAll(/^(\d{19}),/gm)].map(([, id = ""]) => id)
  const isOrdered = ids.every((id, at) => at === 0 || id > (ids[at - 1] ?? ""))
  if (ids.length !== records || !isOrdered) throw new Error(`${ids.length} records came, and ${records} are right`)
  return createHash("sha256").update(text).digest("hex").slice(0, 8)
}

const emulator = start("zoho-bulk", [
  "emulator",
  "--port",
  "0",
  "--json",
  "--records",
  `Contacts=${large},Leads=${small}`,
])

const say = (what: string, peaks: ReadonlyArray<number>, digest: string): void => {
  const [before = 0, after = 0] = peaks
  const growth = after - before
  const verdict = growth <= limit ? "ok" : `TOO MUCH: the limit is ${limit} MiB`
  console.log(
    `${what}: ${before.toFixed(0)} MiB, then ${after.toFixed(0)} MiB, +${growth.toFixed(1)} MiB, ${verdict} (sha256 ${digest})`,
  )
  if (growth > limit) process.exitCode = 1
}

try {
  const { url }: { url: string } = JSON.parse(String((await once(emulator.stdout, "data"))[0]))
  const env = { ZOHO_API_DOMAIN: url, ZOHO_ACCESS_TOKEN: "emulator" }
  for (const script of ["zoho-bulk", "zoho-bulk:deno"]) {
    for (const version of ["v6", "v8"]) {
      const peaks: Array<number> = []
      for (const module of ["Leads", "Contacts"]) {
        const args = ["export", module, "--api-version", version, "--output", output]
        peaks.push(await peakOf(start(script, args, env)))
      }
      say(`${script} on ${version}, the emulator apart`, peaks, check(large))
    }
    const peaks: Array<number> = []
    for (const records of [small, large]) {
      const args = ["export", "Contacts", "--emulator", "--records", `Contacts=${records}`, "--output", output]
      peaks.push(await peakOf(start(script, args)))
    }
    say(`${script} with the emulator within`, peaks, check(large))
  }
} finally {
  emulator.kill()
  rmSync(folder, { recursive: true, force: true })
}
