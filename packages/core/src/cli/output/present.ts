import * as Effect from "effect/Effect"
import { root } from "../flags/root.ts"
import { Output } from "./Output.ts"
import { select, type Selectable } from "./select.ts"
import { plain, type Style } from "./Style.ts"
import { nameAndValue } from "./Table.ts"

const shown = (value: unknown): string =>
  plain(typeof value === "string" ? value : value === null ? "-" : JSON.stringify(value))

const selectedText = (style: Style, selected: Selectable): string =>
  nameAndValue(
    style,
    Object.entries(selected).map(([key, value]) => [key, shown(value)]),
  )

/** Writes what was selected of an answer: as JSON, as its keys and values, or as the text for people where all of it is wanted. */
const write = Effect.fnUntraced(function* (selected: Selectable, text: (style: Style) => string) {
  const output = yield* Output
  const { json, jsonl, select: names } = yield* root
  if (jsonl) return yield* output.data(() => JSON.stringify(selected))
  if (json) return yield* output.data(() => JSON.stringify(selected, null, 2))
  yield* output.data(names.length === 0 ? text : (style) => selectedText(style, selected))
})

/** Shows an answer as it was asked for: one JSON document, the selected keys, or the text for people. */
export const present = Effect.fnUntraced(function* (document: Selectable, text: (style: Style) => string) {
  const { select: names } = yield* root
  yield* write(select(document, names), text)
})

/**
 * Shows a list: as one document under its name or, with `--jsonl`, each of its documents on a line of its own. `--select` picks keys of
 * the one document where it has them, else of each in the list.
 */
export const presentEach = Effect.fnUntraced(function* (
  name: string,
  documents: ReadonlyArray<Selectable>,
  { more = {}, text }: { readonly more?: Selectable; readonly text: (style: Style) => string },
) {
  const { json, jsonl, select: names } = yield* root
  const whole = { ...more, [name]: documents }
  const isOfWhole = !jsonl && names.every((key) => Object.hasOwn(whole, key))
  if (isOfWhole) return yield* present(whole, text)
  const selected = documents.map((each) => select(each, names))
  if (json && !jsonl) return yield* write({ [name]: selected }, text)
  const output = yield* Output
  if (jsonl) return yield* Effect.forEach(selected, (each) => write(each, text), { discard: true })
  yield* output.data((style) => selected.map((each) => selectedText(style, each)).join("\n\n"))
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
