import type { Verdict } from "./Verdict.ts"

/** What many runs came to. */
export class Figures {
  runs = 0
  said = 0
  points = 0
  /** How often each kind of trouble was met. */
  readonly met = new Map<string, number>()
  /** By promise: how often it was broken, and in which run first. */
  readonly broken = new Map<string, { count: number; readonly seed: number; readonly how: string }>()

  add({ met, points, said, seed, violations }: Verdict): void {
    this.runs++
    this.said += said
    this.points += points
    for (const [, { does }] of met) this.met.set(does, (this.met.get(does) ?? 0) + 1)
    for (const { how, promise } of violations) {
      const known = this.broken.get(promise)
      if (known === undefined) this.broken.set(promise, { count: 1, seed, how })
      else known.count++
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
      `${total} faults: ${met.join(", ") || "none"}; ${this.said} orders settled by a person`,
      ...[...this.broken].map(
        ([promise, { count, how, seed }]) => `BROKEN ${count} times: ${promise} (seed ${seed}: ${how})`,
      ),
    ]
  }
}
