import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import type { Rows } from "./ours.ts"

const script = fileURLToPath(new URL("read_csv.py", import.meta.url))

/** Reads texts as Python's csv module does. */
export const pythonRows = async (texts: ReadonlyArray<string>): Promise<ReadonlyArray<Rows>> => {
  const child = spawn("python3", [script], { stdio: ["pipe", "pipe", "inherit"] })
  const pieces: Array<Buffer> = []
  child.stdout.on("data", (piece: Buffer) => pieces.push(piece))
  child.stdin.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(""))
  const [code] = await once(child, "close")
  if (code !== 0) throw new Error(`Python ended with code ${code}`)
  const lines = Buffer.concat(pieces).toString().trimEnd().split("\n")
  return lines.map((line): Rows => JSON.parse(line))
}
