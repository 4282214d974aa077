/**
 * Plays the same hostile answers to our command and to Zoho's SDK, and prints how each ends, after how long, and with how much memory. What has not ended
 * after 10 seconds, or takes up a gibibyte, is stopped: the command runs with small time limits, and the SDK has none to set.
 */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtemp, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { setTimeout } from "node:timers/promises"
import { type Asked, type HostileAnswer, hostileAnswers } from "../../support/hostile/answers.ts"
import { play, victimsOf } from "../../support/hostile/play.ts"
import { serveHostile } from "../../support/hostile/server.ts"
import { runProcess } from "../../support/processes.ts"

/** After how long what has not ended is stopped, in milliseconds. */
const patience = 10_000

/** How much memory nobody may take up, in MiB. */
const room = 1_024

/** Words that an answer has to have in its name, to be played alone. */
const [, , only = ""] = process.argv

const sdk = join(import.meta.dirname, "../../support/hostile/sdk.ts")

/** The most memory that a process had so far, in MiB. */
const peakOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "")
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024
}

interface Ending {
  readonly ends: string
  readonly seconds: number
  readonly peak: number
}

/** Watches a process until it has ended, and stops it where it goes on for too long or takes up too much. */
const stopIfTooMuch = async (child: ChildProcess, ended: Promise<unknown>, begun: number) => {
  const isOver = ended.then(() => true)
  while (!(await Promise.race([isOver, setTimeout(50, false)]))) {
    const peak = await peakOf(child.pid ?? 0)
    const isLate = performance.now() - begun > patience
    if (!isLate && !(peak > room)) continue
    child.kill("SIGKILL")
    return { ends: isLate ? "no end in 10 s" : "no end in 1 GiB", peak }
  }
  return undefined
}

/** Plays an answer to the SDK, or none but good ones. Its time counts from when the answer is asked for: it takes seconds to start. */
const playToSdk = async (folder: string, asked: Asked, hostile?: HostileAnswer): Promise<Ending> => {
  const server = await serveHostile(hostile)
  const child = spawn(process.execPath, ["--conditions=zoho-bulk-source", sdk, server.origin, asked], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  })
  let said = ""
  child.stdout.on("data", (piece: Buffer) => (said += piece.toString()))
  const ended = new Promise<unknown>((resolve) => child.on("close", resolve))
  await Promise.race([server.asked, ended])
  const begun = performance.now()
  const stopped = await stopIfTooMuch(child, ended, begun)
  const code = await ended
  server.close()
  const seconds = (performance.now() - begun) / 1_000
  if (stopped !== undefined) return { ...stopped, seconds }
  const [last = ""] = said.trim().split("\n").slice(-1)
  try {
    return { seconds, ...(JSON.parse(last) as { readonly ends: string; readonly peak: number }) }
  } catch {
    return { ends: `ended with ${String(code)}, and said nothing`, seconds, peak: Number.NaN }
  }
}

const cellsOf = ({ ends, peak, seconds }: Ending): ReadonlyArray<string> => [ends, seconds.toFixed(1), peak.toFixed(0)]

const bundle = await mkdtemp(join(tmpdir(), "zoho-bulk-bundle-"))
try {
  const made = await runProcess("node", ["node", bundle], { command: ["node", "test/support/hostile/bundle.ts"] })
  if (made.exitCode !== 0) throw new Error(made.stderr)
  console.log("| answer | zoho-bulk | seconds | MiB | Zoho's SDK | seconds | MiB |")
  console.log("| --- | --- | --- | --- | --- | --- | --- |")
  const compare = async (to: Asked, hostile?: HostileAnswer): Promise<void> => {
    const { peak, seconds, tag } = await play("node", bundle, victimsOf({ to }).at(-1) ?? "get", hostile)
    const cells = [...cellsOf({ ends: tag, peak, seconds }), ...cellsOf(await playToSdk(bundle, to, hostile))]
    console.log(`| ${to}: ${hostile?.name ?? "a good answer"} | ${cells.join(" | ")} |`)
  }
  for (const to of ["details", "result"] as const) await compare(to)
  for (const hostile of hostileAnswers.filter(({ name, to }) => `${to}: ${name}`.match(only))) {
    await compare(hostile.to, hostile)
  }
} finally {
  await rm(bundle, { recursive: true, force: true })
}
