import type { Violation } from "../check/Violation.ts"
import { chanceOf } from "../world/Chance.ts"
import { drawnTroubles, type Trouble } from "../world/Trouble.ts"
import type { MirrorPlayed } from "./MirrorPlayed.ts"
import { type MirrorScenario, mirrorScenarioOf } from "./MirrorScenario.ts"
import { playMirrors } from "./playMirrors.ts"

/** What came of a run, in a form that goes from one thread to another. */
export interface MirrorVerdict extends Pick<
  MirrorPlayed,
  "checked" | "rows" | "excused" | "edits" | "compared" | "readAgain" | "failures" | "points"
> {
  readonly seed: number
  readonly place: MirrorScenario["place"]
  readonly violations: ReadonlyArray<Violation>
  readonly met: ReadonlyArray<readonly [point: number, trouble: Trouble]>
}

/** Plays a run with what its seed lets happen in it. */
export const playScenario = (scenario: MirrorScenario): Promise<MirrorPlayed> =>
  playMirrors(
    scenario,
    drawnTroubles(new Set(scenario.deeds), scenario.rate, chanceOf(scenario.seed, "troubles of mirrors")),
  )

/** Plays the run of a seed; `target` says where the copies are kept, where the seed is not to. */
export const playMirrorSeed = (seed: number, target?: string): Promise<MirrorPlayed> =>
  playScenario(mirrorScenarioOf(seed, target))

/** What is to be told of a run that was played. */
export const verdictOf = ({ history: _, met, scenario, ...played }: MirrorPlayed): MirrorVerdict => ({
  ...played,
  seed: scenario.seed,
  place: scenario.place,
  met: [...met],
})

/** Plays the run of a seed, and tells what came of it. */
export const tryMirrors = async (seed: number, target?: string): Promise<MirrorVerdict> =>
  verdictOf(await playMirrorSeed(seed, target))
