/**
 * Measures how long the built command takes from its start to its end, against a bare script that fetches the same once: in turns, on one
 * server, by medians.
 */
import { spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import process from "node:process"

const built = "packages/node-runner/dist/zoho-bulk.js"
const id = "4150868000005350003"
const rounds = 21
const limit = 1.5

if (!existsSync(built)) throw new Error(`There is no ${built}: run the script build first`)

const server = spawn("node", [`${import.meta.dirname}/../memory/server.ts`, "10"], {
  stdio: ["ignore", "pipe", "inherit"],
})

const millisOf = (args: ReadonlyArray<string>, env: NodeJS.ProcessEnv): number => {
  const begunAt = performance.now()
  const { status, stderr } = spawnSync("node", args, { env: { PATH: process.env["PATH"], ...env } })
  if (status !== 0) throw new Error(`${args.join(" ")} ended with code ${status}: ${stderr}`)
  return performance.now() - begunAt
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

try {
  const origin = String((await once(server.stdout, "data"))[0]).trim()
  const env = { ZOHO_API_DOMAIN: origin, ZOHO_ACCESS_TOKEN: "emulator" }
  const ours = [built, "get", id, "--kind", "write", "--json"]
  const bare = [`${import.meta.dirname}/bare.mjs`, origin, id]
  millisOf(ours, env)
  const times = Array.from({ length: rounds }, () => ({ bare: millisOf(bare, {}), ours: millisOf(ours, env) }))
  const [oursMedian, bareMedian] = [median(times.map(({ ours }) => ours)), median(times.map(({ bare }) => bare))]
  const ratio = median(times.map(({ bare, ours }) => ours / bare))
  console.log(
    `get: ${oursMedian.toFixed(0)} ms, a bare fetch: ${bareMedian.toFixed(0)} ms, ${ratio.toFixed(2)} times as long (limit ${limit})`,
  )
  if (ratio > limit) process.exitCode = 1
} finally {
  server.kill()
}
