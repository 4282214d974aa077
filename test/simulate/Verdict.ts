import { check } from "./check/check.ts"
import type { Violation } from "./check/Violation.ts"
import { play } from "./play/play.ts"
import { byPen } from "./play/settleOrders.ts"
import type { Played } from "./play/Played.ts"
import { type Scenario, scenarioOf } from "./play/Scenario.ts"
import { chanceOf } from "./world/Chance.ts"
import { drawnTroubles, plannedTroubles, type Trouble } from "./world/Trouble.ts"

/** What came of a run, in a form that goes from one thread to another. */
export interface Verdict {
  readonly seed: number
  readonly violations: ReadonlyArray<Violation>
  /** What happened at which point. */
  readonly met: ReadonlyArray<readonly [point: number, trouble: Trouble]>
  readonly points: number
  /** How often a person adopted a job, or said that there was none. */
  readonly said: number
  /** How often a person had to write that down past the library. */
  readonly byPen: number
}

type Nights = ReadonlyArray<Played>

const verdictOf = (seed: number, nights: Nights): Verdict => ({
  seed,
  violations: nights.flatMap(check),
  met: [...(nights.at(-1)?.met ?? [])],
  points: nights.at(-1)?.points ?? 0,
  said: nights.reduce((sum, { said }) => sum + said.length, 0),
  byPen: nights.flatMap(({ said }) => said.filter((text) => text.endsWith(byPen))).length,
})

/** Plays the run of a seed. */
export const playSeed = (seed: number, processes?: number): Promise<Nights> => {
  const scenario = scenarioOf(seed, processes)
  return play(scenario, drawnTroubles(new Set(scenario.deeds), scenario.rate, chanceOf(seed, "troubles")))
}

/** Plays a run in which the given things happen at the given points, and nothing else. */
export const playPlan = (scenario: Scenario, plan: ReadonlyMap<number, Trouble>): Promise<Nights> =>
  play(scenario, plannedTroubles(plan))

/** Plays the run of a seed, and checks it. */
export const tryOut = async (seed: number, processes?: number): Promise<Verdict> =>
  verdictOf(seed, await playSeed(seed, processes))

/** Plays a planned run, and checks it. */
export const tryPlan = async (scenario: Scenario, plan: ReadonlyMap<number, Trouble>): Promise<Verdict> =>
  verdictOf(scenario.seed, await playPlan(scenario, plan))
