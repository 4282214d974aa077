import type { Schema } from "effect"
import type { Chance } from "../../simulate/world/Chance.ts"
import { changedText, longest, oddText } from "./text.ts"

const scalars: readonly [Schema.Json, ...ReadonlyArray<Schema.Json>] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  1e21,
  9_007_199_254_740_992,
  "",
  "0",
  "-1",
  "text",
  "1970-01-01T00:00:00Z",
  "4150868000005376042",
  "https://user:secret@evil.example/?token=1",
  "//evil.example",
  "\u001b[31m\u202e",
]

const keys = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "",
  "0",
  "id",
  "data",
  "status",
  "code",
  "state",
  "details",
  "group",
  "new_key",
] as const

const isNest = (value: Schema.Json): value is Extract<Schema.Json, object> =>
  typeof value === "object" && value !== null

/** Keeps `__proto__` a key like others. */
const objectOf = (entries: ReadonlyArray<readonly [string, Schema.Json]>): Schema.Json => Object.fromEntries(entries)

const oddValue = (chance: Chance): Schema.Json => {
  if (chance.happens(0.7)) return chance.pick(scalars)
  if (chance.happens(0.5)) return oddText(chance)
  let nest: Schema.Json = chance.pick(scalars)
  for (let left = chance.pick([1, 2, 70]); left > 0; left--) nest = chance.happens(0.5) ? [nest] : { group: nest }
  return nest
}

const changedArray = (chance: Chance, items: ReadonlyArray<Schema.Json>): Schema.Json => {
  const at = chance.below(items.length + 1)
  return chance.pick([
    () => items.toSpliced(at, 1),
    () => items.toSpliced(at, 0, oddValue(chance)),
    () => items.toSpliced(at, 0, ...items),
    () => items.toSpliced(at, 1, changedJson(chance, items[at] ?? null)),
  ])()
}

const changedObject = (chance: Chance, object: object): Schema.Json => {
  const entries: ReadonlyArray<readonly [string, Schema.Json]> = Object.entries(object)
  const at = chance.below(entries.length + 1)
  const [key, value] = entries[at] ?? [chance.pick(keys), oddValue(chance)]
  const [, other] = entries[chance.below(entries.length)] ?? [key, null]
  return objectOf(
    chance.pick([
      () => entries.toSpliced(at, 1),
      () => entries.toSpliced(at, 1, [chance.pick(keys), value]),
      () => entries.toSpliced(at, 1, [key, other]),
      () => [[chance.pick(keys), oddValue(chance)] as const, ...entries],
      () => entries.toSpliced(at, 1, [key, changedJson(chance, value)]),
      () => entries.toSpliced(at, 1, [key, changedJson(chance, value)]),
    ])(),
  )
}

/** Changes a JSON value in one place: what is in it, or itself. */
const changedJson = (chance: Chance, value: Schema.Json): Schema.Json => {
  if (!isNest(value) || chance.happens(0.15)) return chance.happens(0.1) ? [value] : oddValue(chance)
  return Array.isArray(value) ? changedArray(chance, value) : changedObject(chance, value)
}

/** Numbers as others write them, where they are not as JavaScript writes them. */
const numbers = [
  "-0",
  "1.0",
  "1e3",
  "1E400",
  "1e-400",
  "0.10",
  "12345678901234567890",
  "200000.0",
  "4150868000005376042",
  "1.7976931348623157e309",
] as const

const withOddNumber = (chance: Chance, text: string): string =>
  text.replace(/(?<=[:[,])-?\d+(?=[,\]}])/, () => chance.pick(numbers))

/** The text of a JSON value that was changed in some places, now and then in a way that leaves it no JSON. */
export const changedJsonText = (chance: Chance, value: Schema.Json): string => {
  let changed = value
  for (let left = chance.below(4); left > 0; left--) changed = changedJson(chance, changed)
  const text = JSON.stringify(changed, null, chance.happens(0.1) ? 1 : 0).slice(0, longest)
  const numbered = chance.happens(0.2) ? withOddNumber(chance, text) : text
  return chance.happens(0.15) ? changedText(chance, numbered) : numbered
}
