import process from "node:process"
import { showReadyHelp } from "./showReadyHelp.ts"

/** Loads as much of the command as its arguments need, and runs it: somebody waits for help, and a shell for the names that fit. */
export const startOnNode = async (startedAs: string): Promise<void> => {
  const [, , ...args] = process.argv
  if (args[0] === "complete" && args[1] === "--") return (await import("./completeOnNode.ts")).completeOnNode(startedAs)
  if (await showReadyHelp(args, startedAs)) return
  const { runOnNode } = await import("./runOnNode.ts")
  runOnNode(startedAs)
}
