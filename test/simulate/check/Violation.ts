/** A promise that a run broke. */
export interface Violation {
  /** The promise, in a few words that are the same in every run. */
  readonly promise: string
  /** How it was broken in this one. */
  readonly how: string
}

/** Something that does not hold, if it does not. */
export const unless = (isKept: boolean, promise: string, how: () => string): ReadonlyArray<Violation> =>
  isKept ? [] : [{ promise, how: how() }]
