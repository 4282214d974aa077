import type { Comparison } from "./Comparison.ts"
import { middle, spread } from "./middle.ts"
import { type Costs, nameOf } from "./runCase.ts"

/** A row of the table as it was measured. */
export interface Judged {
  readonly name: string
  readonly what: string
  readonly target: string
  readonly figure: number
  /** How far the figures of the rounds lie apart, against their median. */
  readonly spread: number
  readonly verdict: "met" | "missed" | "too noisy to judge" | "told"
  /** What a unit cost in each round: ours, and theirs. */
  readonly ours: ReadonlyArray<Costs>
  readonly theirs: ReadonlyArray<Costs>
}

/** Beyond it a figure near its target is chance. */
const mostSpread = 0.25

const isMet = ({ atLeast, atMost }: Comparison, figure: number): boolean =>
  (atMost === undefined || figure <= atMost) && (atLeast === undefined || figure >= atLeast)

/** Judges a row by the figures of each round, ours and theirs right after one another. */
export const judge = (comparison: Comparison, rounds: ReadonlyArray<ReadonlyMap<string, Costs>>): Judged => {
  const { against, atLeast, atMost, cost, isPlain, name, what } = comparison
  const costsOf = (run: Comparison["ours"]) => rounds.flatMap((round) => round.get(nameOf(run)) ?? [])
  const [ours, theirs] = [costsOf(comparison.ours), against === undefined ? [] : costsOf(against)]
  const figures = ours.map((each, at) =>
    against === undefined
      ? isPlain === true
        ? each[cost]
        : 1e6 / each[cost]
      : each[cost] / (theirs[at]?.[cost] ?? Number.NaN),
  )
  // Where even the worst round meets it, or the best one misses it, no noise decides.
  const agree = new Set(figures.map((each) => isMet(comparison, each))).size === 1
  const isNoisy = !agree && spread(figures) > mostSpread
  const hasTarget = atMost !== undefined || atLeast !== undefined
  const met = isMet(comparison, middle(figures)) ? "met" : "missed"
  return {
    name,
    what,
    target: hasTarget ? (atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`) : "",
    figure: middle(figures),
    spread: spread(figures),
    verdict: !hasTarget ? "told" : isNoisy ? "too noisy to judge" : met,
    ours,
    theirs,
  }
}
