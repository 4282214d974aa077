import type { JournalEntry } from "./JournalEntry.ts"

/** The name under which the journal keeps the rows of a part. */
export const rowsOfPart = (part: number): string => `part-${part}.csv`

/** The name under which the journal keeps what is uploaded of a part. */
export const archiveOfPart = (part: number): string => `part-${part}.zip`

/** The name under which the journal keeps what became of the rows of a part. */
export const resultOfPart = (part: number): string => `part-${part}.result.zip`

/** The name under which the journal keeps what Zoho said of a job's rows where that does not fit them: no later journey forgets it. */
export const misfitOfJob = (jobId: string): string => `job-${jobId}.result.zip`

/** Tells whether something is kept for a part of the journey, and goes with the journey. */
export const isOfPart = (name: string): boolean => /^part-\d+\./.test(name)

/** How the names of files begin that one process keeps for one journey, by the number of the entry that begins the journey in its log. */
export const prefixOf = (beginning: number, keeper: string): string => `${beginning}-${keeper}`

/** The file in which a process keeps something itself: no other process and no later journey has it. */
export const ownFile = (own: string, name: string): string => (isOfPart(name) ? `${own}-${name}` : name)

/** Whether an entry tells that what has that name is there, whole. */
const tellsOf = (entry: JournalEntry, name: string): entry is Extract<JournalEntry, { readonly keptAs?: string }> =>
  entry.step === "split"
    ? entry.parts.some((_, at) => rowsOfPart(at + 1) === name)
    : entry.step === "fetched" && name === resultOfPart(Number(entry.part.split(" ").at(-1)))

/**
 * The file in which something is found: that of the process which wrote down that it is there; before anybody has, that of the process that asks.
 * Older versions did not write down whose it is, and gave it the plain name.
 */
export const fileToRead = (entries: ReadonlyArray<JournalEntry>, name: string, own: string): string => {
  const told = entries.findLast((entry) => tellsOf(entry, name))
  if (told === undefined) return ownFile(own, name)
  return told.keptAs === undefined ? name : ownFile(told.keptAs, name)
}

/** Tells whether a file was kept for a journey that was begun before; one without a number is of an older version, or was half-written by it. */
export const isOfEarlier = (file: string, beginning: number, hasEarlier: boolean): boolean => {
  const found = /^(?:(\d+)-[a-z0-9]+-)?part-\d+\./.exec(file)
  if (found === null) return false
  if (found[1] !== undefined) return Number(found[1]) < beginning
  return hasEarlier || file.endsWith(".tmp")
}
