import type { JournalEntry } from "./JournalEntry.ts"

/** The name under which the journal keeps the rows of a part. */
export const rowsOfPart = (part: number): string => `part-${part}.csv`

/** The name under which the journal keeps what is uploaded of a part. */
export const archiveOfPart = (part: number): string => `part-${part}.zip`

/** The name under which the journal keeps what became of the rows of a part. */
export const resultOfPart = (part: number): string => `part-${part}.result.zip`

/** Tells whether a file is of a part, and was not written to its end: its writer is at it, or was killed. */
export const isHalfWritten = (name: string): boolean => /^part-\d+\..*\.tmp$/.test(name)

/** The name under which the journal keeps what Zoho said of a job's rows where that does not fit them: no later journey forgets it. */
export const misfitOfJob = (jobId: string): string => `job-${jobId}.result.zip`

/** All files that a journal keeps for the parts of an import. */
export const filesOfParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> =>
  (entries.find((entry) => entry.step === "split")?.parts ?? []).flatMap((_, at) => [
    rowsOfPart(at + 1),
    archiveOfPart(at + 1),
    resultOfPart(at + 1),
  ])
