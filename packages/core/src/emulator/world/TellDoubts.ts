import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** Who is told what in the description of an organisation is probably not meant: the log, where nobody else wants to know. */
export const TellDoubts = Context.Reference<(doubts: ReadonlyArray<string>) => Effect.Effect<void>>(
  "@zoho-bulk/core/emulator/TellDoubts",
  {
    defaultValue: () => (doubts) =>
      Effect.forEach(doubts, (doubt) => Effect.logWarning(`organization: ${doubt}`), { discard: true }),
  },
)
