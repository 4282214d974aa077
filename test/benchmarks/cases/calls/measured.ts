import process from "node:process"

/** So many units run before anything is measured, where it is: compilers have to be done with what is measured, and what they take is in the CPU's time. */
const unitsToWarm = process.env["BENCH_QUICK"] === undefined ? 30_000 : 1_000

const cpuMicros = (): number => {
  const { system, user } = process.cpuUsage()
  return system + user
}

/** Runs something until it is warm, and then for about two seconds; prints what one of it costs, in microseconds. */
export const printCost = async (
  units: number,
  some: (units: number) => Promise<unknown>,
  others: Readonly<Record<string, unknown>> = {},
): Promise<void> => {
  const millis = Number(process.env["BENCH_SECONDS"] ?? 2) * 1_000
  for (let done = 0; done < unitsToWarm; done += units) await some(units)
  const cpu = cpuMicros()
  const wall = performance.now()
  let done = 0
  for (; performance.now() < wall + millis; done += units) await some(units)
  const cost = {
    wallMicros: ((performance.now() - wall) * 1_000) / done,
    cpuMicros: (cpuMicros() - cpu) / done,
    maxRssKb: process.resourceUsage().maxRSS,
  }
  console.log(JSON.stringify({ ...cost, ...others }))
}
