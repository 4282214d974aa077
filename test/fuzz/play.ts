import process from "node:process"
import { chanceOf } from "../simulate/world/Chance.ts"
import { keptSeeds } from "./keptSeeds.ts"
import { minimise } from "./minimise.ts"
import type { Case, Target } from "./Target.ts"
import type { Watch } from "./watch.ts"

/** A case that found something, as small as it gets. */
export interface Found {
  readonly target: string
  /** Where it came from: a number and a seed, or the file of one that is kept. */
  readonly where: string
  readonly how: string
  readonly given: Case
}

/** What came of playing a target. */
export interface Outcome {
  readonly target: string
  readonly cases: number
  readonly seconds: number
  /** How much more memory the process had after it than before, at most, in MiB. */
  readonly growth: number
  readonly found: ReadonlyArray<Found>
}

/** Which cases are drawn. */
export interface Draws {
  readonly cases: number
  readonly seed: number
  /** The number of the first one. */
  readonly from?: number
  /** How many ways to break are enough. */
  readonly enough?: number
  readonly bounds?: Bounds
}

/** What no case may take. */
export interface Bounds {
  /** In milliseconds of work: the machine may be busy with others. */
  readonly work: number
  /** How much more memory than before the process takes up, in MiB. */
  readonly growth: number
}

const usualBounds: Bounds = { work: 2_000, growth: 512 }

const inMebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20)

const worked = (): number => {
  const { system, user } = process.cpuUsage()
  return (system + user) / 1_000
}

/** Says what one case finds beside the time that it takes. */
const broken = async ({ check }: Target, given: Case): Promise<string | undefined> => {
  try {
    await check(given)
  } catch (thrown) {
    const isBroken = thrown instanceof Error && thrown.name === "Broken"
    return isBroken ? thrown.message : `it threw ${thrown instanceof Error ? thrown.stack : String(thrown)}`
  }
  return undefined
}

/** Says what one case finds, if it finds anything. */
export const tryCase = async (target: Target, given: Case, { work } = usualBounds): Promise<string | undefined> => {
  const begun = performance.now()
  const how = await broken(target, given)
  if (how !== undefined || performance.now() - begun <= work) return how
  // It may have waited for the machine: asking for the work of every case would cost more than many a case.
  const before = worked()
  await broken(target, given)
  const took = worked() - before
  return took > work ? `it took ${took.toFixed(0)} ms of work` : undefined
}

/** What two of one kind have in common: their words without numbers and without what was quoted. */
const kindOf = (how: string): string => how.split("\n", 1)[0]?.replaceAll(/"[^"]*"|\d+/g, "") ?? ""

/** The case of a number: the same on every machine. */
export const caseOf = ({ draw, name }: Target, seed: number, number: number): Case =>
  draw(chanceOf(seed, `${name} ${number}`))

/** Plays the cases that are kept, and then as many as are asked for. */
export const play = async (
  target: Target,
  { bounds = usualBounds, cases, enough = 5, from = 0, seed }: Draws,
  watch?: Watch,
): Promise<Outcome> => {
  watch?.announce(target.name)
  const begun = performance.now()
  const before = process.memoryUsage.rss()
  const found = new Map<string, Found>()
  let growth = 0
  let played = 0
  const tryOne = async (where: string, given: Case): Promise<void> => {
    played++
    const how = await tryCase(target, given, bounds)
    if (how === undefined || found.has(kindOf(how))) return
    const least = await minimise(given, async (smaller) => {
      const now = await tryCase(target, smaller, bounds)
      return now !== undefined && kindOf(now) === kindOf(how)
    })
    found.set(kindOf(how), { target: target.name, where, how, given: least })
  }
  for (const [name, given] of keptSeeds(target.name)) await tryOne(`kept as ${name}`, given)
  for (let number = from; number < from + cases && found.size < enough; number++) {
    watch?.begin(seed, number)
    await tryOne(`case ${number} of seed ${seed}`, caseOf(target, seed, number))
    if (number % 256 > 0) continue
    growth = Math.max(growth, inMebibytes(process.memoryUsage.rss() - before))
    if (growth <= bounds.growth) continue
    const how = `the process has taken up ${growth} MiB more than before`
    found.set(how, { target: target.name, where: `case ${number} of seed ${seed}, or one before`, how, given: [] })
    break
  }
  const seconds = (performance.now() - begun) / 1_000
  return { target: target.name, cases: played, seconds, growth, found: [...found.values()] }
}
