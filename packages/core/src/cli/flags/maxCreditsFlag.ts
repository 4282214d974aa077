import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"

/** How much a journey may spend. */
export const maxCreditsFlag = optional(
  Flag.Int("max-credits").pipe(
    Flag.withMetavar("<number>"),
    Flag.withDescription(
      "API credits that this run may spend: the order that would exceed them is not sent, and what was ordered before can be resumed",
    ),
    Flag.filter(
      (count) => count >= 0,
      (count) => `a number of credits from 0 on, not ${count}`,
    ),
  ),
)
