import { own } from "../../domain/own.ts"
import type { RowReason } from "../../domain/RowOutcome.ts"

/** Explains why a row was not taken, by Zoho's codes. */
export const reasonText = (reasons: ReadonlyArray<RowReason>): string =>
  reasons.map(({ code, fields }) => (fields.length === 0 ? code : `${code} (${fields.join(", ")})`)).join("; ")

/** What the codes mean that Zoho gives for rows (v7 download-result page, and those of its record API). */
const words: Readonly<Record<string, string>> = {
  DEPENDENT_FIELD_MISSING: "it needs another field, which is empty",
  DUPLICATE_DATA: "another record has this value already",
  INVALID_DATA: "the value does not fit the field",
  JOB_FAILED: "the whole job failed",
  LIMIT_EXCEEDED: "there are too many values, or too long ones",
  MANDATORY_NOT_FOUND: "it is mandatory, and empty",
  NOT_ALLOWED: "it may not be written",
  NO_PERMISSION: "this user may not write it",
  RECORD_NOT_FOUND: "there is no such record",
}

/** Adds a readable form to the codes. */
export const reasonWords = (reasons: ReadonlyArray<RowReason>): string =>
  reasons
    .map((reason) => [reasonText([reason]), own(words, reason.code)].filter((part) => part !== undefined).join(": "))
    .join("; ")
