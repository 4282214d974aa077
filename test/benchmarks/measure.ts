import process from "node:process"

/** What one unit of work took. */
export interface Measure {
  readonly wallMicros: number
  readonly cpuMicros: number
  /** The peak of the process so far. */
  readonly maxRssKb: number
}

export interface Work {
  /** How many units one turn does: calls, or mebibytes. */
  readonly units: number
  /** How many turns are measured, after as many as there are to get warm. */
  readonly turns?: number
  readonly warmUps?: number
  readonly turn: () => Promise<unknown> | void
}

/** Takes turns at a piece of work, and prints for each what a unit took, a line of JSON each. */
export const measure = async ({ turn, turns = 5, units, warmUps = 1 }: Work): Promise<void> => {
  // Where only running is asked for, once is enough.
  const isBrief = process.env["BENCH_QUICK"] !== undefined
  for (let left = isBrief ? 0 : warmUps; left > 0; left--) await turn()
  for (let left = isBrief ? 1 : turns; left > 0; left--) {
    const begun = performance.now()
    const before = process.cpuUsage()
    await turn()
    const { system, user } = process.cpuUsage(before)
    const measured: Measure = {
      wallMicros: ((performance.now() - begun) * 1_000) / units,
      cpuMicros: (user + system) / units,
      maxRssKb: process.resourceUsage().maxRSS,
    }
    console.log(JSON.stringify(measured))
  }
}
