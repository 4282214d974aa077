/** Deflates the same bytes, and nothing else; per part. */
import { deflateRawSync } from "node:zlib"
import { measure } from "../../measure.ts"
import { contactParts } from "../../parts.ts"

const parts = contactParts()

await measure({ units: parts.length, turn: () => parts.forEach((part) => deflateRawSync(part)) })
