import { jsonText } from "../../formats/jsonText.ts"
import { ownWords, type Words } from "./Words.ts"

/** Writes a document: on one line, or spread over lines. */
export const inJson = (document: unknown, indent?: number): Words => ownWords(jsonText(document, indent))
