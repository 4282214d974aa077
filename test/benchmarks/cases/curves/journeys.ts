/** The shipped command lists the journeys of a folder, of which there are so many. Per journey; the start of the command is in it. */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { closeSync, cpSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { shipped } from "../../measureDownload.ts"
import { size, tellPoint } from "./tellPoint.ts"

/** Linux counts the time of processes in hundredths of a second. */
const microsOfTick = 10_000

const home = mkdtempSync(join(tmpdir(), "zoho-bulk-journeys-"))
const variables = { PATH: process.env["PATH"], HOME: home, XDG_STATE_HOME: home, XDG_CACHE_HOME: home }

const run = (words: ReadonlyArray<string>, env: Readonly<Record<string, string>> = {}): string => {
  const [program = "", ...args] = shipped(...words)
  const { status, stderr, stdout } = spawnSync(program, args, {
    env: { ...variables, ...env },
    cwd: home,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  })
  if (status !== 0) throw new Error(`${words.join(" ")} ended with code ${status}: ${stderr}`)
  return stdout
}

/** Imports one row into an emulated Zoho, so that there is a journey. */
const makeOne = async (): Promise<void> => {
  writeFileSync(join(home, "leads.csv"), "Last_Name,Company\nBoyle,Zylker\n")
  const [program = "", ...args] = shipped("emulator", "--port", "0", "--json")
  const emulator = spawn(program, args, { env: variables, stdio: ["ignore", "pipe", "ignore"] })
  try {
    const { url }: { url: string } = JSON.parse(String((await once(emulator.stdout, "data"))[0]))
    const settings = { ZOHO_API_DOMAIN: url, ZOHO_ACCESS_TOKEN: "emulator" }
    run(["import", "leads.csv", "--module", "Leads", "--operation", "insert"], settings)
  } finally {
    emulator.kill()
  }
}

/** Runs the command until it has ended, and says what the kernel has counted of it when it was last looked at. */
const watched = async (
  words: ReadonlyArray<string>,
): Promise<{ readonly micros: number; readonly peakMib: number }> => {
  const [program = "", ...args] = shipped(...words)
  const output = openSync(join(home, "listed.json"), "w")
  const child = spawn(program, args, { env: variables, cwd: home, stdio: ["ignore", output, "inherit"] })
  const counted = { micros: 0, peakMib: 0 }
  const look = (): void => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, "utf8")
      const ticks = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? []
      counted.peakMib = Math.max(counted.peakMib, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024)
      counted.micros = Math.max(counted.micros, (Number(ticks[11]) + Number(ticks[12])) * microsOfTick)
    } catch {
      // It has ended.
    }
  }
  const timer = setInterval(look, 5)
  const [code] = await once(child, "exit")
  clearInterval(timer)
  closeSync(output)
  if (code !== 0) throw new Error(`${words.join(" ")} ended with code ${code}`)
  return counted
}

try {
  await makeOne()
  const folder = join(home, "zoho-bulk", "journeys")
  const [made = ""] = readdirSync(folder)
  for (let copy = 1; copy < size; copy++) {
    const name = `${made.slice(0, -4)}${copy.toString(36).padStart(4, "0")}`
    cpSync(join(folder, made), join(folder, name), { recursive: true })
  }
  const { micros, peakMib } = await watched(["jobs", "--json"])
  const { journeys }: { journeys: ReadonlyArray<unknown> } = JSON.parse(readFileSync(join(home, "listed.json"), "utf8"))
  if (journeys.length !== size) throw new Error(`${journeys.length} journeys are listed`)
  tellPoint({ micros: micros / size, peakMib })
} finally {
  rmSync(home, { recursive: true, force: true })
}
