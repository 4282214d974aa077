/** Loads as much of the command as its arguments need, and runs it: shells wait for the names that fit. */
export const startOnDeno = async (startedAs: string): Promise<void> => {
  const [first, second] = Deno.args
  if (first === "complete" && second === "--") return (await import("./completeOnDeno.ts")).completeOnDeno(startedAs)
  const { runOnDeno } = await import("./runOnDeno.ts")
  runOnDeno(startedAs)
}
