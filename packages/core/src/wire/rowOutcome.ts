import type { RowReason, RowStatus } from "../domain/RowOutcome.ts"

const statuses: ReadonlyMap<string, RowStatus> = new Map([
  ["ADDED", "added"],
  ["UPDATED", "updated"],
  ["SKIPPED", "skipped"],
  ["UNPROCESSED", "unprocessed"],
])

/** Reads the STATUS of a row of a write job's result; a word that Zoho has not been seen to use means nothing. */
export const rowStatus = (text: string): RowStatus | undefined =>
  statuses.get(text) ?? statuses.get(text.trim().toUpperCase())

/**
 * Reads the ERRORS of a row of a write job's result: `CODE-field,field`, several of them joined by `:`
 * (v7 download-result page: `MANDATORY_NOT_FOUND-Company,Last_Name:DUPLICATE_DATA-Email`).
 */
export const rowReasons = (text: string): ReadonlyArray<RowReason> =>
  text === ""
    ? []
    : text
        .split(":")
        .map((part) => part.trim())
        .filter((part) => part !== "")
        .map((part) => {
          const at = part.indexOf("-")
          return at === -1
            ? { code: part, fields: [] }
            : {
                code: part.slice(0, at).trim(),
                fields: part
                  .slice(at + 1)
                  .split(",")
                  .map((field) => field.trim()),
              }
        })
