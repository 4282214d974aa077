/** A defect that there once was, to be planted again: the checker is to find it. */
export interface Defect {
  /** What was wrong, in a few words. */
  readonly title: string
  /** What to put in the place of what, so that it is wrong again. */
  readonly replacements: ReadonlyArray<{ readonly file: string; readonly what: string; readonly by: string }>
  /** The promise that the checker finds broken, in its own words. */
  readonly breaks: string
  /** The runs within which it does: the first one's seed, and how many. */
  readonly seed: number
  readonly runs: number
  /** How many processes are on one folder, where that matters. */
  readonly processes?: number
}
