import type { Verdict } from "./Verdict.ts"

/** Of how many runs that broke a promise the seeds are told. */
const shown = 12

/** What many runs came to. */
export class Figures {
  runs = 0
  said = 0
  byPen = 0
  points = 0
  /** How often each kind of trouble was met. */
  readonly met = new Map<string, number>()
  /** By promise: how often it was broken, how at first, and in which runs. */
  readonly broken = new Map<string, { count: number; readonly seeds: Set<number>; readonly how: string }>()

  add({ byPen, met, points, said, seed, violations }: Verdict): void {
    this.runs++
    this.said += said
    this.byPen += byPen
    this.points += points
    for (const [, { does }] of met) this.met.set(does, (this.met.get(does) ?? 0) + 1)
    for (const { how, promise } of violations) {
      const known = this.broken.get(promise)
      if (known === undefined) this.broken.set(promise, { count: 1, seeds: new Set([seed]), how })
      else {
        known.count++
        known.seeds.add(seed)
      }
    }
  }

  get violations(): number {
    return [...this.broken.values()].reduce((sum, { count }) => sum + count, 0)
  }

  /** The figures as people read them. */
  lines(): ReadonlyArray<string> {
    const met = [...this.met]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([does, count]) => `${does} ${count}`)
    const total = [...this.met.values()].reduce((sum, count) => sum + count, 0)
    return [
      `${this.runs} runs, ${this.points} points, ${this.violations} violations`,
      `${total} faults: ${met.join(", ") || "none"}; ${this.said} orders settled by a person, ${this.byPen} past the library`,
      ...[...this.broken].map(
        ([promise, { count, how, seeds }]) =>
          `BROKEN ${count} times: ${promise} (seeds ${[...seeds].slice(0, shown).join(", ")}: ${how})`,
      ),
    ]
  }
}
