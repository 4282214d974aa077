/**
 * Writes the generated pages of `docs/`.
 */
import { writeFileSync } from "node:fs"
import { Effect } from "effect"
import { jsonSchema } from "./jsonSchema.ts"
import { sessionPage } from "./sessionPage.ts"
import { zohoCodesPage } from "./zohoCodesPage.ts"

const write = (name: string, text: string): void => writeFileSync(new URL(`../../docs/${name}`, import.meta.url), text)

write("zoho-codes.md", zohoCodesPage)
write("session.md", await Effect.runPromise(sessionPage))
write("json-schema.json", jsonSchema)
