import type { Chance } from "../simulate/world/Chance.ts"

/**
 * What one case is made of: texts, or bytes with a character each. They are a file and its pieces, some files, or some words, as the target has
 * it; so every case can be made smaller, and kept, in the same way.
 */
export type Case = ReadonlyArray<string>

/** Something that reads what others wrote. */
export interface Target {
  readonly name: string
  /** Draws a case: something that is right, or was before it was changed here and there. */
  readonly draw: (chance: Chance) => Case
  /** Reads the case, and throws where something does not hold that has to. */
  readonly check: (given: Case) => void | Promise<void>
}

/** Says what does not hold. Anything else that a check throws is a defect of what it looks at. */
export class Broken extends Error {
  override readonly name = "Broken"
}

/** Breaks, unless it holds. */
export const holds = (isSo: boolean, otherwise: string): void => {
  if (!isSo) throw new Broken(otherwise)
}

/** A part of a case; one that is not there is empty. */
export const part = (given: Case, at: number): string => given[at] ?? ""
