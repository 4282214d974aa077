import process from "node:process"
import { readyHelp } from "@zoho-bulk/core/help"
import { readVariable } from "./environment.ts"

/** Writes our own words alone, which hold no secret. Whoever reads no further has what they wanted. */
const show = (text: string): void => {
  process.stdout.on("error", () => {})
  process.stdout.write(`${text}\n`)
}

const screen = () => ({ isTerminal: process.stdout.isTTY, columns: process.stdout.columns })

/** Shows the requested help, if it was prepared, and returns whether it was. */
export const showReadyHelp = async (args: ReadonlyArray<string>, startedAs: string): Promise<boolean> => {
  const runtime = { name: "node", version: process.versions.node }
  const text = await readyHelp(args, { startedAs, runtime, read: readVariable, screen })
  if (text !== undefined) show(text)
  return text !== undefined
}
