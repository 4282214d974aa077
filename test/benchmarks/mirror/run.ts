/**
 * How fast rows come into a database, whole processes of the packages as they are built, on both runtimes: rows per second of processor time, beside bare prepared inserts of the same
 * rows; how long others that want to write wait; and the most memory.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { peakMemory } from "../../support/peakMemory.ts"
import { runProcess } from "../../support/processes.ts"
import type { RuntimeName } from "../../support/runtime.ts"

interface Figures {
  readonly cpuSeconds: number
  readonly lockedMillis: number
  readonly lockedCpuMillis: number
}

const rows = Number(process.argv[2] ?? 450_000)

/** Rows per second of processor time that are promised, and the memory flags that the command has. */
const promised: Readonly<Record<RuntimeName, number>> = { node: 80_000, deno: 65_000 }
const flags = ["--heap-growing-percent=10", "--min-semi-space-size=8", "--max-semi-space-size=8"]
const words: Readonly<Record<RuntimeName, ReadonlyArray<string>>> = {
  node: ["node", ...flags],
  deno: ["deno", "run", "-A", `--v8-flags=${flags.join(",")}`],
}

const measure = async (runtime: RuntimeName, way: "ours" | "bare") => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-"))
  const file = join(folder, "crm.db")
  let memory = 0
  let watch: NodeJS.Timeout | undefined
  try {
    const program = [import.meta.dirname, "copy.ts"].join("/")
    const run = await runProcess(runtime, [program, file, way, String(rows)], {
      command: words[runtime],
      env: { DENO_NO_UPDATE_CHECK: "1", NODE_OPTIONS: "", DENO_CONDITIONS: "" },
      onStart: (_, pid) => {
        watch = setInterval(() => (memory = Math.max(memory, peakMemory(pid))), 50)
      },
    })
    if (run.exitCode !== 0) throw new Error(run.stderr)
    const figures: Figures = JSON.parse(run.stdout)
    return { ...figures, memory, megabytes: statSync(file).size / 2 ** 20, rate: rows / figures.cpuSeconds }
  } finally {
    clearInterval(watch)
    rmSync(folder, { recursive: true, force: true })
  }
}

let isKept = true
for (const runtime of ["node", "deno"] as const) {
  const bare = await measure(runtime, "bare")
  const ours = await measure(runtime, "ours")
  const share = ours.rate / bare.rate
  isKept &&= ours.rate >= promised[runtime] && share >= 0.25 && ours.lockedCpuMillis <= 250 && ours.memory <= 200
  console.log(
    `${runtime}: ${Math.round(ours.rate)} rows per CPU second (promised ${promised[runtime]}), ${share.toFixed(2)} of bare inserts ` +
      `(${Math.round(bare.rate)}; promised 0.25); write lock held for ${ours.lockedMillis} ms at most, ${ours.lockedCpuMillis} ms of them at work ` +
      `(promised 250); peak ${Math.round(ours.memory)} MiB (promised 200), bare ${Math.round(bare.memory)} MiB; file ${Math.round(ours.megabytes)} MiB`,
  )
}
process.exitCode = isKept ? 0 : 1
