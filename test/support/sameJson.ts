import { assert } from "@effect/vitest"

/** Writes JSON with the keys of every object in alphabetical order, those of the prototype's names included. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`
  if (typeof value !== "object" || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join(",")}}`
}

/** Asserts that two JSON values are the same but for the order of keys. */
export const assertSameJson = (actual: unknown, expected: unknown): void =>
  assert.strictEqual(canonical(actual), canonical(expected))
