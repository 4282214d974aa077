/**
 * The pages that are written by the code, and how each is compared with what is there.
 */
import { Effect } from "effect"
import { jsonSchema } from "./jsonSchema.ts"
import { referencePages } from "./reference/referencePages.ts"
import { tourPage } from "./tourPage.ts"
import { wherePage } from "./wherePage.ts"
import { zohoCodesPage } from "./zohoCodesPage.ts"

/** A page that nobody writes by hand. */
export interface GeneratedPage {
  /** Its name in `docs`. */
  readonly name: string
  readonly text: Effect.Effect<string>
}

/** Every one of them. */
export const generatedPages: ReadonlyArray<GeneratedPage> = [
  { name: "zoho-codes.md", text: Effect.succeed(zohoCodesPage) },
  { name: "where.md", text: Effect.succeed(wherePage) },
  { name: "tour.md", text: tourPage },
  { name: "json-schema.json", text: Effect.succeed(jsonSchema) },
  ...referencePages.map(([name, text]) => ({ name, text: Effect.sync(text) })),
]

/** What oxfmt may not change in TypeScript, which it lays out anew: neither a word nor a sign, but for those that end lines and lists. */
const essenceOfCode = (block: string): string =>
  block.startsWith("```ts") ? block.replaceAll(/[\s,;()]|(?<=[=:<(]\s*)\|/g, "") : block

/** What oxfmt may not change: it fills lines and pads tables, but leaves other blocks of code as they are. */
const essence = (markdown: string): string =>
  markdown
    .split(/^(```[^]*?^```)$/m)
    .map((part) =>
      part.startsWith("```") ? essenceOfCode(part) : part.replaceAll(/-{3,}/g, "---").replaceAll(/\s+/g, " ").trim(),
    )
    .join("\n")

/** Tells whether a page says what the code says now, whatever the formatter has made of its lines. */
export const isFresh = (name: string, page: string, text: string): boolean =>
  name.endsWith(".json")
    ? JSON.stringify(JSON.parse(page)) === JSON.stringify(JSON.parse(text))
    : essence(page) === essence(text)
