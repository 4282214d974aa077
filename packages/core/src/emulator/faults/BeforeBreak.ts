import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** What is waited for between the last bytes of an answer and the break: nothing, in a process. */
export const BeforeBreak = Context.Reference<Effect.Effect<void>>("@zoho-bulk/core/emulator/BeforeBreak", {
  defaultValue: () => Effect.void,
})

/** Servers drop what they have not sent when a body breaks: time for it to leave, by the clock of the machine. */
export const untilSent: Effect.Effect<void> = Effect.provideService(
  Effect.sleep(50),
  Clock.Clock,
  Clock.Clock.defaultValue(),
)
