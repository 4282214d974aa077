/** What the heap holds of each of many jobs that are waited for, beyond a fiber that does nothing but sleep. */
import process from "node:process"
import { heapOfWaits } from "../../heapOfWaits.ts"

const { beyondBareBytes } = await heapOfWaits(process.env["BENCH_QUICK"] === undefined ? 10_000 : 100)
console.log(JSON.stringify({ heldBytes: beyondBareBytes }))
process.exit()
