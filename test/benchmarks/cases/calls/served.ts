import { spawn } from "node:child_process"
import { once } from "node:events"
import { printCost } from "./measured.ts"

/** Path of the job that every case looks at. */
export const jobPath = "/crm/bulk/v8/write/4150868000005350003"

/** How many calls are made at a time, as this process was told: one after another, or sixteen. */
const lanes = Number(process.argv[2] ?? 1)

/** Prints what a call costs against a server of its own on this machine. */
export const printCallCost = async (prepare: (origin: string) => Promise<() => Promise<unknown>>): Promise<void> => {
  const server = spawn("node", ["--conditions=zoho-bulk-source", `${import.meta.dirname}/server.ts`], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  try {
    const call = await prepare(String((await once(server.stdout, "data"))[0]).trim())
    const inLane = async (calls: number): Promise<void> => {
      for (let done = 0; done < calls; done++) await call()
    }
    await printCost(160, (units) => Promise.all(Array.from({ length: lanes }, () => inLane(units / lanes))), { lanes })
  } finally {
    server.kill()
  }
}
