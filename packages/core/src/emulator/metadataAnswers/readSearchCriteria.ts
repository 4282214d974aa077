import type * as Schema from "effect/Schema"

/** Those of a search, by what bulk jobs call them (Zoho's page on the number of records, v7). */
const comparators: ReadonlyMap<string, string> = new Map([
  ["equals", "equal"],
  ...["not_equal", "in", "less_than", "less_equal", "greater_than", "greater_equal", "starts_with", "between"].map(
    (name) => [name, name] as const,
  ),
])

/** Takes a text apart at a sign that no backslash stands before. */
const partsAt = (text: string, sign: RegExp): ReadonlyArray<string> => {
  const parts = [""]
  for (const [piece] of text.matchAll(/\\.|[^]/gs)) {
    if (sign.test(piece)) parts.push("")
    else parts.push(`${parts.pop() ?? ""}${piece}`)
  }
  return parts
}

const unescaped = (text: string): string => text.replaceAll(/\\(.)/gs, "$1")

/** Where the parenthesis ends that begins a text; nowhere, where it does not. */
const endOf = (text: string): number | undefined => {
  let depth = 0
  for (const { 0: piece, index } of text.matchAll(/\\.|[^]/gs)) {
    if (piece === "(") depth++
    if (piece === ")" && --depth === 0) return index + 1
  }
  return undefined
}

const criterion = (text: string): Schema.Json | undefined => {
  const [, field, name = "", value = ""] = /^([\w.$]+):(\w+):(.*)$/s.exec(text) ?? []
  const comparator = comparators.get(name)
  if (field === undefined || comparator === undefined || value === "") return undefined
  const isList = comparator === "in" || comparator === "between"
  const values = isList ? partsAt(value, /^,$/).map(unescaped) : unescaped(value)
  // A search has texts alone: what they say of true and false is for the field to say.
  const typed = values === "true" || values === "false" ? values === "true" : values
  return { field: { api_name: field }, comparator, value: typed }
}

/** Reads criteria as searches spell them, into those of a read job; returns nothing if they are not valid. */
export const readSearchCriteria = (text: string): Schema.Json | undefined => {
  const end = text.startsWith("(") ? endOf(text) : undefined
  if (end === undefined) return criterion(text)
  if (end === text.length) return readSearchCriteria(text.slice(1, -1))
  const group: Array<Schema.Json> = []
  let operator: string | undefined
  for (let rest = text; rest !== "";) {
    const until = endOf(rest)
    const part = until === undefined ? undefined : readSearchCriteria(rest.slice(0, until))
    if (until === undefined || part === undefined) return undefined
    group.push(part)
    rest = rest.slice(until)
    if (rest === "") break
    const [joined, word] = /^(and|or)(?=\()/.exec(rest) ?? []
    if (joined === undefined || (operator !== undefined && word !== operator)) return undefined
    operator = word
    rest = rest.slice(joined.length)
  }
  return operator === undefined ? undefined : { group, group_operator: operator }
}
