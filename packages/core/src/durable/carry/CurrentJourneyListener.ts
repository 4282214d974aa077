import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { JourneyRow } from "../table/JourneyRow.ts"

/** What a runner has to say of a journey: it is over, or asks for a word. */
export type JourneyTold = Pick<
  JourneyRow,
  "key" | "organization" | "kind" | "request" | "asks" | "failure" | "result"
> & {
  readonly state: "completed" | "failed" | "needs-a-word"
}

/** Is told of a journey of a runner when it is written down that it is over, or asks for a word. */
export const CurrentJourneyListener = Context.Reference<(told: JourneyTold) => Effect.Effect<void>>(
  "@zoho-bulk/core/durable/CurrentJourneyListener",
  { defaultValue: () => () => Effect.void },
)

/** Tells that a journey ended, whose row cannot be read. */
export const tellUnread = Effect.fnUntraced(function* (
  row: object,
  key: string,
  failure: NonNullable<JourneyRow["failure"]>,
) {
  const { kind, organization } = row as Partial<Record<keyof JourneyRow, unknown>>
  const tell = yield* CurrentJourneyListener
  yield* tell({
    key,
    organization: typeof organization === "string" ? organization : "",
    kind: kind as JourneyRow["kind"],
    state: "failed",
    request: null,
    asks: null,
    failure,
    result: null,
  })
})
