import { readyHelp } from "@zoho-bulk/core/help"
import { readVariable } from "./environment.ts"

/** Writes our own words alone, which hold no secret. Whoever reads no further has what they wanted. */
const show = async (text: string): Promise<void> => {
  const written = new Blob([`${text}\n`]).stream().pipeTo(Deno.stdout.writable, { preventClose: true })
  await written.catch(() => {})
}

/** What stdout is; only a terminal has a size. */
const screen = () => {
  const isTerminal = Deno.stdout.isTerminal()
  return { isTerminal, columns: isTerminal ? Deno.consoleSize().columns : 0 }
}

/** Shows the requested help, if it was prepared, and returns whether it was. */
export const showReadyHelp = async (args: ReadonlyArray<string>, startedAs: string): Promise<boolean> => {
  const runtime = { name: "deno", version: Deno.version.deno }
  const text = await readyHelp(args, { startedAs, runtime, read: readVariable, screen })
  if (text !== undefined) await show(text)
  return text !== undefined
}
