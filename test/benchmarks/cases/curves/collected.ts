import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import process from "node:process"

setFlagsFromString("--expose-gc")
const collect = runInNewContext("gc") as () => void

/** Bytes of the heap that something still holds. */
export const heldBytes = (): number => {
  collect()
  collect()
  return process.memoryUsage().heapUsed
}
