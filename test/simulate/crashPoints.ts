import type { Scenario } from "./play/Scenario.ts"
import { tryPlan, type Verdict } from "./Verdict.ts"
import type { Moment, Trouble } from "./world/Trouble.ts"

const calm: Scenario = {
  seed: 1,
  journey: "export",
  rows: 8,
  perPart: 3,
  nights: 1,
  lanes: 5,
  concurrency: 2,
  jobDuration: 1_500,
  auth: "given",
  timeout: undefined,
  starts: [{ after: 0, clockAhead: 0 }],
  troubledRounds: 1,
  deeds: [],
  rate: 0,
}

/** An export of three pages and an import of three parts. */
export const smallJourneys = { export: calm, import: { ...calm, journey: "insert" } } as const satisfies Record<
  string,
  Scenario
>

const moments: ReadonlyArray<Moment> = ["before", "middle", "after"]

/** The ways to end at a point: the process is killed, or the power is cut and the disk keeps more or less of what was not synced. */
const ends: ReadonlyArray<{ readonly seed: number; readonly trouble: Trouble }> = moments.flatMap((when) => [
  { seed: 1, trouble: { does: "kill", when, share: 0.5 } },
  ...[1, 2, 3, 4].map((seed) => ({ seed, trouble: { does: "power-cut", when, share: seed / 5 } as const })),
])

/** Two of these for a point, and others for the next one: a kill, and one cut. */
const fewEnds = (point: number): typeof ends => {
  const at = (point % moments.length) * 5
  return [at, at + 1 + (point % 4)].flatMap((each) => ends[each] ?? [])
}

/** Crashes a journey at each of its points in each way, or in a few, goes on, and checks what came of it. */
export async function* crashEverywhere(
  scenario: Scenario,
  isBrief = false,
): AsyncGenerator<Verdict & { readonly plan: string }> {
  const unbroken = await tryPlan(scenario, new Map())
  yield { ...unbroken, plan: "unbroken" }
  for (let point = 0; point < unbroken.points; point++) {
    for (const { seed, trouble } of isBrief ? fewEnds(point) : ends) {
      const verdict = await tryPlan({ ...scenario, seed }, new Map([[point, trouble]]))
      yield { ...verdict, plan: `seed ${seed}, point ${point}: ${JSON.stringify(trouble)}` }
    }
  }
}
