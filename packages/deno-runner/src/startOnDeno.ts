import { showReadyHelp } from "./showReadyHelp.ts"

/** Loads as much of the command as its arguments need, and runs it: somebody waits for help, and a shell for the names that fit. */
export const startOnDeno = async (startedAs: string): Promise<void> => {
  const [first, second] = Deno.args
  if (first === "complete" && second === "--") return (await import("./completeOnDeno.ts")).completeOnDeno(startedAs)
  if (await showReadyHelp(Deno.args, startedAs)) return
  const { runOnDeno } = await import("./runOnDeno.ts")
  runOnDeno(startedAs)
}
