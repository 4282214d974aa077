/** Chance from a seed: the same seed gives the same numbers on every runtime. */
export interface Chance {
  /** A number from 0 up to, and without, 1. */
  readonly next: () => number
  /** A whole number from 0 up to, and without, `end`. */
  readonly below: (end: number) => number
  /** A number between two others. */
  readonly between: (least: number, most: number) => number
  readonly pick: <A>(items: readonly [A, ...ReadonlyArray<A>]) => A
  /** Whether something of a probability happens. */
  readonly happens: (probability: number) => boolean
}

/** Spreads a seed and a purpose over 32 bits, so that what is drawn for one purpose never moves what is drawn for another. */
const scramble = (seed: number, purpose: string): number => {
  let hash = 0x811c9dc5 ^ seed
  for (const char of `${purpose}.${seed}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0
  return hash
}

/** Makes the chance of one purpose (mulberry32). */
export const chanceOf = (seed: number, purpose: string): Chance => {
  let state = scramble(seed, purpose)
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  return {
    next,
    below,
    between: (least, most) => least + next() * (most - least),
    pick: ([first, ...others]) => {
      const at = below(others.length + 1)
      return at === 0 ? first : (others[at - 1] ?? first)
    },
    happens: (probability) => next() < probability,
  }
}
