import * as Effect from "effect/Effect"
import type { OutputFailed } from "../failure/OutputFailed.ts"
import type { UsageError } from "../failure/UsageError.ts"
import { root } from "../flags/root.ts"
import {
  type DocumentName,
  type DocumentOf,
  type Exactly,
  linesBeside,
  type ListName,
  type ListOf,
  lists,
} from "./DocumentOf.ts"
import { documents } from "./documents.ts"
import { inJson } from "./inJson.ts"
import { Output } from "./Output.ts"
import { checkSelect, select, type Selectable } from "./select.ts"
import type { Style } from "./Style.ts"
import { nameAndValue } from "./Table.ts"
import { paragraphs, type Words } from "./Words.ts"

/** The text of an answer, for people. */
type Text = (style: Style) => Words

const valueText = (value: unknown): string =>
  typeof value === "string" ? value : value === null ? "-" : JSON.stringify(value)

const selectedText = (style: Style, selected: Selectable): Words =>
  nameAndValue(
    style,
    Object.entries(selected).map(([key, value]) => [key, valueText(value)]),
  )

/** Writes what was selected of an answer: as JSON, as its keys and values, or as the text for people where all of it is wanted. */
const writeSelected = Effect.fnUntraced(function* (selected: Selectable, text: Text) {
  const output = yield* Output
  const { json, jsonl, select: names } = yield* root
  if (jsonl) return yield* output.data(() => inJson(selected))
  if (json) return yield* output.data(() => inJson(selected, 2))
  yield* output.data(names.length === 0 ? text : (style) => selectedText(style, selected))
})

const write = Effect.fnUntraced(function* (document: Selectable, text: Text) {
  const { select: names } = yield* root
  yield* writeSelected(select(document, names), text)
})

const writeEach = Effect.fnUntraced(function* (
  whole: Selectable,
  key: string,
  items: ReadonlyArray<Selectable>,
  text: Text,
) {
  const { json, jsonl, select: names } = yield* root
  const isOfWhole = !jsonl && names.every((name) => Object.hasOwn(whole, name))
  if (isOfWhole) return yield* write(whole, text)
  const selected = items.map((each) => select(each, names))
  if (json && !jsonl) return yield* writeSelected({ [key]: selected }, text)
  const output = yield* Output
  if (jsonl) return yield* Effect.forEach(selected, (each) => writeSelected(each, text), { discard: true })
  yield* output.data((style) => paragraphs(selected.map((each) => selectedText(style, each))))
})

/** Fails on `--select` with a key that the answer does not have. */
const check = (name: DocumentName) => {
  const beside = linesBeside[name]
  return checkSelect(beside === undefined ? [documents[name]] : [documents[name], beside])
}

/** Shows an answer that `--select` was checked for. */
export type Presenter<Name extends DocumentName> = <Document extends DocumentOf<Name>>(
  document: Exactly<Document, DocumentOf<Name>>,
  text: Text,
) => Effect.Effect<void, OutputFailed, Output | Effect.Services<typeof root>>

/**
 * Makes the function that shows the answer of a command: as one JSON document, as the selected keys, or as text for people.
 *
 * A key that `--select` misspells is refused here: call it before anything is asked of Zoho or done.
 */
export const presenter = Effect.fnUntraced(function* <Name extends DocumentName>(
  name: Name,
): Effect.fn.Return<Presenter<Name>, UsageError, Effect.Services<typeof root>> {
  yield* check(name)
  return write
})

/**
 * Makes the function that shows a list: as one document or, with `--jsonl`, each item on a line of its own. `--select` picks keys of the
 * document if it has them all, else of each item.
 */
export const listPresenter = Effect.fnUntraced(function* <Name extends ListName>(name: Name) {
  yield* check(name)
  const key = lists[name]
  return <Item extends ListOf<Name>["item"]>(
    items: ReadonlyArray<Exactly<Item, ListOf<Name>["item"]>>,
    beside: ListOf<Name>["beside"],
    text: Text,
  ) => writeEach({ ...beside, [key]: items }, key, items, text)
})
