/**
 * What the mutated sources look at: which mutant is awake, and who asks for which. The names are Stryker's.
 */

/** How often each mutant was come by, by its id. */
export type Visits = Readonly<Record<string, number>>

/** Where mutated sources look, in the global object. */
export interface Switches {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: { static: Record<string, number>; perTest: Record<string, Record<string, number>> } | undefined
}

declare global {
  var __stryker__: Switches | undefined
}

/** The switches of this process. */
export const switches: Switches = (globalThis.__stryker__ ??= {})

/** Calls through a mutant that are more than this many times those without it are a loop without end. */
const mostTimes = 100

/** Wakes a mutant up. Code that loops through it ends with an error. */
export const wake = (id: string | undefined, visits: number): void => {
  switches.activeMutant = id
  switches.hitCount = 0
  switches.hitLimit = (visits + 100) * mostTimes
}
