import * as Flag from "effect/cli/Flag"
import { optional } from "./commandFlags.ts"

/** How much may be spent, and what becomes of what would exceed it. */
export const creditsFlag = (then: string) =>
  optional(
    Flag.Int("max-credits").pipe(
      Flag.withMetavar("<number>"),
      Flag.withDescription(`API credits that may be spent: ${then}`),
      Flag.filter(
        (count) => count >= 0,
        (count) => `a number of credits, 0 or more, not ${count}`,
      ),
    ),
  )

/** How much a journey may spend. */
export const maxCreditsFlag = creditsFlag(
  "the order that would exceed them is not sent; resume continues if jobs were created by then",
)
