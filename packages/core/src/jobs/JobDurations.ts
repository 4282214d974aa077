import { perConnection } from "../connection/perConnection.ts"

/** How long jobs of the same sort took before, so that the next wait looks when it is worth it. */
export interface JobDurations {
  readonly remember: (sort: string, millis: number) => void
  /** The median of what is remembered; nothing of a sort that is new. Milliseconds. */
  readonly expected: (sort: string) => number | undefined
}

const remembered = 9
const enough = 3

/** Makes an empty memory. */
const makeJobDurations = (): JobDurations => {
  const durations = new Map<string, ReadonlyArray<number>>()
  return {
    remember: (sort, millis) => {
      durations.set(sort, [...(durations.get(sort) ?? []), millis].slice(-remembered))
    },
    expected: (sort) => {
      const known = durations.get(sort) ?? []
      return known.length < enough ? undefined : known.toSorted((a, b) => a - b)[Math.floor(known.length / 2)]
    },
  }
}

/** What waits on a connection have seen. */
export const jobDurationsOf = perConnection(makeJobDurations)
