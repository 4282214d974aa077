/**
 * Writes the generated pages of `docs/`.
 */
import { writeFileSync } from "node:fs"
import { Effect } from "effect"
import { jsonSchema } from "./jsonSchema.ts"
import { tourPage } from "./tourPage.ts"
import { wherePage } from "./wherePage.ts"
import { zohoCodesPage } from "./zohoCodesPage.ts"

const write = (name: string, text: string): void => writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text)

write("zoho-codes.md", zohoCodesPage)
write("where.md", wherePage)
write("tour.md", await Effect.runPromise(tourPage))
write("json-schema.json", jsonSchema)
