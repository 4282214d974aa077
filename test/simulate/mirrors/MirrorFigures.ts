import type { MirrorVerdict } from "./MirrorVerdict.ts"

const shown = 12

const kills: ReadonlySet<string> = new Set(["kill", "power-cut"])

/** Counts of things by their names, as people read them. */
const inWords = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, count]) => `${name} ${count}`)
    .join(", ") || "none"

/** What many runs came to. */
export class MirrorFigures {
  runs = 0
  rows = 0
  readonly #places = new Map<string, number>()
  #checked = 0
  #excused = 0
  #edits = 0
  #compared = 0
  #readAgain = 0
  readonly #met = new Map<string, number>()
  readonly #failures = new Map<string, number>()
  readonly broken = new Map<string, { count: number; readonly seeds: Set<number>; readonly how: string }>()

  add(verdict: MirrorVerdict): void {
    const { checked, compared, edits, excused, failures, met, place, readAgain, rows, seed, violations } = verdict
    this.runs++
    this.#places.set(place, (this.#places.get(place) ?? 0) + 1)
    this.rows += rows
    this.#checked += checked
    this.#excused += excused
    this.#edits += edits
    this.#compared += compared
    this.#readAgain += readAgain
    for (const [, { does }] of met) this.#met.set(does, (this.#met.get(does) ?? 0) + 1)
    for (const [name, count] of failures) this.#failures.set(name, (this.#failures.get(name) ?? 0) + count)
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

  /** How often processes were ended from outside. */
  get kills(): number {
    return [...this.#met].reduce((sum, [does, count]) => sum + (kills.has(does) ? count : 0), 0)
  }

  /** The figures as people read them. */
  lines(): ReadonlyArray<string> {
    const faults = [...this.#met.values()].reduce((sum, count) => sum + count, 0)
    return [
      `${this.runs} rounds, ${this.kills} kills, ${this.rows} rows checked, ${this.violations} violations`,
      `places: ${inWords(this.#places)}`,
      `${this.#edits} edits; ${this.#checked} copies checked, of which ${this.#compared} compared ids and ${this.#readAgain} read all again`,
      `${this.#excused} rows that counts could not tell of`,
      `${faults} faults: ${inWords(this.#met)}`,
      `failures: ${inWords(this.#failures)}`,
      ...[...this.broken].map(
        ([promise, { count, how, seeds }]) =>
          `BROKEN ${count} times: ${promise} (seeds ${[...seeds].slice(0, shown).join(", ")}: ${how})`,
      ),
    ]
  }
}
