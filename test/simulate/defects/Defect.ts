import type { Scenario } from "../play/Scenario.ts"

/** Text of a file of the core, and what stands in its place where the defect is planted. */
export interface Change {
  /** Below `packages/core/src`. */
  readonly file: string
  readonly what: string
  readonly by: string
}

/** A defect that there once was, to be planted again: the checker is to find it. */
export interface Defect {
  /** What it did, when it was found. */
  readonly found: string
  /** What makes it be there again: as little as will do. */
  readonly changes: readonly [Change, ...ReadonlyArray<Change>]
  /** The promise that the checker finds broken, in its own words. */
  readonly breaks: string
  /** What it says of how, where the promise alone could be broken by another defect. */
  readonly says?: string
  /** What is not left to chance in the runs: those of the seeds from 1 on, but for this. */
  readonly runs: Partial<Scenario>
  /** By which seed at the latest it is to be found. */
  readonly within: number
  /** A seed that has found it, which is played before all others, where many would not. */
  readonly first?: number
}
