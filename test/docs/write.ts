/**
 * Writes the generated pages of `docs/`.
 */
import { mkdirSync, writeFileSync } from "node:fs"
import { Effect } from "effect"
import { generatedPages } from "./generatedPages.ts"

for (const { name, text } of generatedPages) {
  const place = new URL(`../../docs/${name}`, import.meta.url)
  mkdirSync(new URL(".", place), { recursive: true })
  writeFileSync(place, await Effect.runPromise(text))
}
