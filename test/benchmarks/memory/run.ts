/**
 * Measures how much more memory 200 MiB take than 1 MiB, up and down, on both runtimes, the emulator in its own process.
 */
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import process from "node:process"
import { promisify } from "node:util"

const here = import.meta.dirname
const mebibyte = 2 ** 20
const limit = 40

/** A packed row has some 27 bytes. */
const records = 8_000_000

/** V8 lets the bytes read so far lie until its young generation is full, which on Deno is late: the last line shows by how much. */
const runtimes = {
  node: ["node"],
  deno: ["deno", "run", "--quiet", "-A"],
  "deno with a small young generation": ["deno", "run", "--quiet", "-A", "--v8-flags=--max-semi-space-size=4"],
}

const server = spawn("node", [`${here}/server.ts`, String(records)], { stdio: ["ignore", "pipe", "inherit"] })

const measure = async (command: ReadonlyArray<string>, direction: string, origin: string, bytes: number) => {
  const [program = "", ...words] = [...command, `${here}/client.ts`, direction, origin, String(bytes)]
  const { stdout } = await promisify(execFile)(program, words)
  const { moved, peak }: { moved: number; peak: number } = JSON.parse(stdout)
  if (moved < bytes) throw new Error(`${direction}: ${moved} bytes of ${bytes} came through`)
  return peak
}

try {
  const origin = String((await once(server.stdout, "data"))[0]).trim()
  for (const [runtime, command] of Object.entries(runtimes)) {
    for (const direction of ["upload", "download"]) {
      const [small, large] = [
        await measure(command, direction, origin, mebibyte),
        await measure(command, direction, origin, 200 * mebibyte),
      ]
      const growth = large - small
      const verdict = growth < limit ? "ok" : `TOO MUCH: the limit is ${limit} MiB`
      console.log(
        `${direction} on ${runtime}: 1 MiB ${small.toFixed(0)} MiB, 200 MiB ${large.toFixed(0)} MiB, +${growth.toFixed(1)} MiB, ${verdict}`,
      )
      if (growth >= limit) process.exitCode = 1
    }
  }
} finally {
  server.kill()
}
