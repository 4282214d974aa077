import { check } from "../check/check.ts"
import { play } from "../play/play.ts"
import { type Scenario, scenarioOf } from "../play/Scenario.ts"
import { chanceOf } from "../world/Chance.ts"
import { drawnTroubles } from "../world/Trouble.ts"
import type { Violation } from "../check/Violation.ts"

/** Plays the run of a seed but for what is given, and checks it. */
export const tryRun = async (seed: number, given: Partial<Scenario>): Promise<ReadonlyArray<Violation>> => {
  const scenario = { ...scenarioOf(seed), ...given }
  const troubles = drawnTroubles(new Set(scenario.deeds), scenario.rate, chanceOf(seed, "troubles"))
  return (await play(scenario, troubles)).flatMap(check)
}
