import { type ChildProcess, fork } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import process from "node:process"
import { fileURLToPath } from "node:url"
import type { Order, Report } from "./Trial.ts"

/** A trial that takes longer than this, in milliseconds, is in a loop that only the end of its process stops. */
const longestTrial = 120_000

/** What became of an order: a report, or the process ended or had to be ended. */
export type Answer = Report | { readonly what: "ended" } | { readonly what: "stopped" }

/** A folder that a process may do anything to. What it removes beside what it should is in there, too. */
const playground = (): string => {
  const folder = mkdtempSync(join(tmpdir(), "zoho-bulk-mutate-"))
  mkdirSync(join(folder, "deep/deeper/deepest"), { recursive: true })
  return folder
}

/** Starts a worker that can write nowhere else: a mutant of what removes folders may take any other for them. */
const start = (folder: string): ChildProcess => {
  const cwd = join(folder, "deep/deeper/deepest")
  return fork(fileURLToPath(new URL("worker.ts", import.meta.url)), {
    cwd,
    env: { PATH: process.env["PATH"], HOME: cwd, TMPDIR: cwd, NODE_ENV: "test" },
    execArgv: [
      "--conditions=zoho-bulk-source",
      "--max-old-space-size=3000",
      "--no-warnings",
      "--permission",
      "--allow-fs-read=*",
      `--allow-fs-write=${folder}/*`,
      "--allow-fs-write=/dev/null",
      // Tests make pipes by a command.
      "--allow-child-process",
    ],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  })
}

/** A worker process and the one order that it has. */
export class Hand {
  readonly #folder = playground()
  readonly #process = start(this.#folder)

  /** Gives an order, and waits for what becomes of it. */
  ask(order: Order): Promise<Answer> {
    return new Promise((resolve) => {
      const end = (answer: Answer): void => {
        clearTimeout(watch)
        this.#process.removeAllListeners()
        resolve(answer)
      }
      const stop = (): void => {
        this.dismiss()
        end({ what: "stopped" })
      }
      const watch = setTimeout(stop, order.what === "try" ? longestTrial : longestTrial * 10)
      this.#process.once("message", (report) => end(report as Report)).once("exit", () => end({ what: "ended" }))
      this.#process.send(order)
    })
  }

  /** Ends the process. */
  dismiss(): void {
    this.#process.kill("SIGKILL")
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 })
  }
}
