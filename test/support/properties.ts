import { thisRuntime } from "./runtime.ts"

/** A run of the tests draws the same cases each time; `PROPERTY_SEED=4711` draws others. */
const seed = process.env["PROPERTY_SEED"] ?? (thisRuntime === "node" ? 1 : 2)

/** How often a property is tried, and how long that may take on a machine that is busy. */
export const runs = (count: number) => ({ timeout: 60_000, arbitrary: { runs: count, seed } })
