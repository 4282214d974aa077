/** How often a property is tried, and how long that may take on a machine that is busy. */
export const runs = (count: number) => ({ timeout: 60_000, arbitrary: { runs: count } })
