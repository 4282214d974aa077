import type { Limits } from "../settings/Limits.ts"

/** A look comes late by half a delay on average: with this share of the time so far, by a tenth of the job's duration. */
const shareOfElapsed = 0.2

/** How much of the time that such jobs take is let pass before looks become frequent. */
const shareOfExpected = 0.8

/**
 * How long to wait until the next look at a job, in milliseconds: short at first, growing with the time that it has
 * taken, and, if it is known how long such jobs take, not before that time is nearly over. `chance` is between 0 and 1.
 */
export const pollDelay = (
  elapsed: number,
  expected: number | undefined,
  chance: number,
  { firstPollDelay, longestPollDelay }: Pick<Limits, "firstPollDelay" | "longestPollDelay">,
): number => {
  const growing = elapsed * shareOfElapsed
  const untilExpected = expected === undefined ? 0 : expected * shareOfExpected - elapsed
  const jitter = 0.8 + 0.4 * chance
  return Math.round(Math.min(longestPollDelay, Math.max(firstPollDelay, growing, untilExpected)) * jitter)
}
