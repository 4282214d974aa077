import { assert } from "@effect/vitest"
import { canonicalJson } from "./canonicalJson.ts"

/** Asserts that two JSON values are the same but for the order of keys. */
export const assertSameJson = (actual: unknown, expected: unknown): void =>
  assert.strictEqual(canonicalJson(actual), canonicalJson(expected))
