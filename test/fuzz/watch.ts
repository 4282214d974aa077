import { writeSync } from "node:fs"
import process from "node:process"
import { Worker } from "node:worker_threads"

/** How long nothing may happen, in milliseconds: a case takes some of one, and the machine may be busy. */
const patience = 60_000

/** What runs beside: it ends the process where the count stands still, for nothing in the process itself could. */
const watcher = `
  const { workerData: { count, patience, pid } } = require("node:worker_threads")
  const seen = new Int32Array(count)
  let [last, since] = [-1, Date.now()]
  setInterval(() => {
    const now = Atomics.load(seen, 0)
    if (now !== last) [last, since] = [now, Date.now()]
    else if (Date.now() - since > patience) {
      require("node:fs").writeSync(1, "HANGS: case " + now + " of seed " + seen[1] + " has not ended in " + patience / 1000 + " s\\n")
      process.kill(pid, "SIGKILL")
    }
  }, 250)
`

/** Sees to it that a case which never ends is named, and ends the process; one that is sent on its way is told of first. */
export class Watch {
  readonly #seen: Int32Array
  readonly #worker: Worker

  constructor(limit = patience) {
    const count = new SharedArrayBuffer(8)
    this.#seen = new Int32Array(count)
    this.#worker = new Worker(watcher, { eval: true, workerData: { count, patience: limit, pid: process.pid } })
  }

  /** Says which targets follow. */
  announce(target: string): void {
    writeSync(1, `${target} …\n`)
  }

  /** Says that a case begins. */
  begin(seed: number, number: number): void {
    this.#seen[1] = seed
    Atomics.store(this.#seen, 0, number)
  }

  async stop(): Promise<void> {
    await this.#worker.terminate()
  }
}
