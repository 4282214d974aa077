import * as Flag from "effect/cli/Flag"

/** Where journeys are written down that a runner makes. */
export const storeFlag = Flag.String("store").pipe(
  Flag.withMetavar("<file>"),
  Flag.withDescription("SQLite database of the journeys, such as journeys.db (required)"),
)
