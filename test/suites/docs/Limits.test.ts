import { assert, it } from "@effect/vitest"
import { Limits } from "@zoho-bulk/core"
import { ByteSize, Duration } from "effect"
import { repositoryFile } from "../../support/examples.ts"

const source = repositoryFile("packages/core/src/settings/Limits.ts")

/** The number that words such as `10 seconds`, `1 MiB` and `25,000` stand for. */
const amountOf = (words: string): number => {
  if (/second|minute|day/.test(words)) return Duration.toMillis(Duration.fromInputUnsafe(words as Duration.Input))
  if (words.endsWith("iB")) return ByteSize.toNumberUnsafe(ByteSize.fromInputUnsafe(words as ByteSize.Input))
  return Number(words.replaceAll(",", ""))
}

it("every limit says in its docstring what it is by default", () => {
  const told = source.matchAll(
    /Default: ([\d,]+(?: (?:seconds?|minutes?|days?|[KMG]iB))?)(?:(?!\*\/)[^])*\*\/\s*readonly (\w+):/g,
  )
  const defaults = [...told].map(([, words = "", key]) => [key, amountOf(words)])
  assert.deepStrictEqual<unknown>(Object.fromEntries(defaults), Limits.defaultLimits)
})
