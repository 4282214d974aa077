import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** Receives what is probably a mistake in the description of an organisation: the log, if nobody else listens. */
export const TellDoubts = Context.Reference<(doubts: ReadonlyArray<string>) => Effect.Effect<void>>(
  "@zoho-bulk/core/emulator/TellDoubts",
  {
    defaultValue: () => (doubts) =>
      Effect.forEach(doubts, (doubt) => Effect.logWarning(`organization: ${doubt}`), { discard: true }),
  },
)
