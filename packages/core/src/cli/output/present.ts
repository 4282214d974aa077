import * as Effect from "effect/Effect"
import { Output } from "./Output.ts"
import { root } from "../root.ts"
import { select, type Selectable } from "./select.ts"
import { plain, type Style } from "./Style.ts"
import { nameAndValue } from "./Table.ts"

const shown = (value: unknown): string => plain(typeof value === "string" ? value : (JSON.stringify(value) ?? "-"))

/** Shows an answer as it was asked for: one JSON document, the selected keys, or the text for people. */
export const present = Effect.fnUntraced(function* (document: Selectable, text: (style: Style) => string) {
  const output = yield* Output
  const { json, jsonl, select: names } = yield* root
  const selected = yield* select(document, names)
  if (jsonl) return yield* output.data(() => JSON.stringify(selected))
  if (json) return yield* output.data(() => JSON.stringify(selected, null, 2))
  if (names.length === 0) return yield* output.data(text)
  yield* output.data((style) =>
    nameAndValue(
      style,
      Object.entries(selected).map(([key, value]) => [key, shown(value)]),
    ),
  )
})

/** Shows a list: as one document under its name or, with `--jsonl`, each of its documents on a line of its own. */
export const presentEach = Effect.fnUntraced(function* (
  name: string,
  documents: ReadonlyArray<Selectable>,
  { more = {}, text }: { readonly more?: Selectable; readonly text: (style: Style) => string },
) {
  const { jsonl } = yield* root
  if (!jsonl) return yield* present({ ...more, [name]: documents }, text)
  yield* Effect.forEach(documents, (each) => present(each, text), { discard: true })
})

/** Makes what writes events, each on a line: the keys that were asked for, where it has any of them. */
export const makeEventWriter = Effect.gen(function* () {
  const output = yield* Output
  const { select: names } = yield* root
  const isWanted = ([key]: [string, unknown]): boolean => names.length === 0 || names.includes(key)
  return (event: Selectable): Effect.Effect<void> => {
    const kept = Object.entries(event).filter(isWanted)
    return kept.length === 0 ? Effect.void : Effect.ignore(output.data(() => JSON.stringify(Object.fromEntries(kept))))
  }
})
