import process from "node:process"

/** Loads as much of the command as its arguments need, and runs it: shells wait for the names that fit. */
export const startOnNode = async (startedAs: string): Promise<void> => {
  const [, , first, second] = process.argv
  if (first === "complete" && second === "--") return (await import("./completeOnNode.ts")).completeOnNode(startedAs)
  const { runOnNode } = await import("./runOnNode.ts")
  runOnNode(startedAs)
}
