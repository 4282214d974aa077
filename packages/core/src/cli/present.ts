import * as Effect from "effect/Effect"
import { Output } from "./Output.ts"
import { root } from "./root.ts"
import { select } from "./select.ts"
import { plain, type Style } from "./Style.ts"
import { nameAndValue } from "./Table.ts"

const shown = (value: unknown): string => plain(typeof value === "string" ? value : (JSON.stringify(value) ?? "-"))

/** Shows an answer as it was asked for: one JSON document, the selected keys, or the text for people. */
export const present = Effect.fnUntraced(function* (
  document: Readonly<Record<string, unknown>>,
  text: (style: Style) => string,
) {
  const output = yield* Output
  const { json, select: names } = yield* root
  const selected = yield* select(document, names)
  if (json) return yield* output.data(() => JSON.stringify(selected, null, 2))
  if (names.length === 0) return yield* output.data(text)
  yield* output.data((style) =>
    nameAndValue(
      style,
      Object.entries(selected).map(([key, value]) => [key, shown(value)]),
    ),
  )
})
