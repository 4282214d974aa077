/** The runtimes that the command ships for. */
export type RuntimeName = "node" | "deno"

/** The runtime that these tests run on. */
export const thisRuntime: RuntimeName = "Deno" in globalThis ? "deno" : "node"
