/**
 * Writes the generated pages of `docs/`.
 */
import { writeFileSync } from "node:fs"
import { zohoCodesPage } from "./zohoCodesPage.ts"

writeFileSync(new URL("../../docs/zoho-codes.md", import.meta.url), zohoCodesPage)
