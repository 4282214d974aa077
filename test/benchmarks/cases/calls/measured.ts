/** What one round of a case has cost. */
interface Cost {
  readonly wallMicros: number
  readonly cpuMicros: number
}

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
  const seconds = Number(process.env["BENCH_SECONDS"] ?? 2)
  const until = async (end: number): Promise<number> => {
    let done = 0
    while (performance.now() < end) {
      await some(units)
      done += units
    }
    return done
  }
  await until(performance.now() + seconds * 500)
  const cpu = cpuMicros()
  const wall = performance.now()
  const done = await until(wall + seconds * 1_000)
  const cost: Cost = {
    wallMicros: ((performance.now() - wall) * 1_000) / done,
    cpuMicros: (cpuMicros() - cpu) / done,
  }
  console.log(JSON.stringify({ ...cost, ...others }))
}
