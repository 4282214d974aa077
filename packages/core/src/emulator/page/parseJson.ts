import * as Effect from "effect/Effect"

/** Reads the JSON that a body has; nothing if it has none. */
export const parseJson = (text: string) =>
  Effect.option(Effect.try({ try: (): unknown => JSON.parse(text), catch: () => "" }))
