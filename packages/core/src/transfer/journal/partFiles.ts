import type { JournalEntry } from "./JournalEntry.ts"

/** The name under which the journal keeps the rows of a part. */
export const rowsOfPart = (part: number): string => `part-${part}.csv`

/** The name under which the journal keeps what is uploaded of a part. */
export const archiveOfPart = (part: number): string => `part-${part}.zip`

/** The name under which the journal keeps what became of the rows of a part. */
export const resultOfPart = (part: number): string => `part-${part}.result.zip`

/**
 * The name under which the journal keeps what Zoho reported about a job's rows if it does not fit them: no later
 * journey deletes it.
 */
export const misfitOfJob = (jobId: string): string => `job-${jobId}.result.zip`

/** Checks whether something is kept for a part of the journey, and goes with the journey. */
export const isOfPart = (name: string): boolean => /^part-\d+\./.test(name)

/** How the names of files begin that one process keeps for one journey, by the number of the entry that begins the journey in its log. */
export const prefixOf = (beginning: number, keeper: string): string => `${beginning}-${keeper}`

/** The file in which a process keeps something itself: no other process and no later journey has it. */
export const ownFile = (own: string, name: string): string => (isOfPart(name) ? `${own}-${name}` : name)

type Telling = Extract<JournalEntry, { readonly keptAs?: string }>

const isTelling = (entry: JournalEntry): entry is Telling => entry.step === "split" || entry.step === "fetched"

/** The names of the files that an entry declares complete. */
const toldBy = (entry: Telling): ReadonlyArray<string> =>
  entry.step === "split"
    ? entry.parts.map((_, at) => rowsOfPart(at + 1))
    : [resultOfPart(Number(entry.part.split(" ").at(-1)))]

/** The file that an entry is about. Older versions did not record whose it is, and gave it the plain name. */
const fileTold = ({ keptAs }: Telling, name: string): string => (keptAs === undefined ? name : ownFile(keptAs, name))

/** The file in which something is found: that of the process which wrote down that it is there; before anybody has, that of the process that asks. */
export const fileToRead = (entries: ReadonlyArray<JournalEntry>, name: string, own: string): string => {
  const told = entries.filter(isTelling).findLast((entry) => toldBy(entry).includes(name))
  return told === undefined ? ownFile(own, name) : fileTold(told, name)
}

/** Whose files are in the folder of a journal, and which of them its journey needs. */
export interface Owners {
  /** How the names begin of what the process that asks keeps itself, and may need still. */
  readonly own: string
  readonly beginning: number
  /** The entries of the journey. */
  readonly entries: ReadonlyArray<JournalEntry>
  /** Whether there was an earlier journey, which may have been that of an older version. */
  readonly hasEarlier: boolean
}

/**
 * The files that other processes kept for this journey, or an earlier one, and left behind without an entry about them.
 * A file with a plain name was left, or half written, by an older version.
 */
export const filesLeft = (
  files: ReadonlyArray<string>,
  { own, beginning, entries, hasEarlier }: Owners,
): ReadonlyArray<string> => {
  const telling = entries.filter(isTelling)
  const needed = new Map(
    telling.flatMap((entry) => toldBy(entry).map((name) => [name, fileTold(entry, name)] as const)),
  )
  const told = new Set(needed.values())
  const hasOlder = hasEarlier || telling.some(({ keptAs }) => keptAs === undefined)
  return files.filter((file) => {
    const found = /^(?:(\d+)-[a-z0-9]+-)?part-\d+\./.exec(file)
    if (found === null || told.has(file) || file.startsWith(`${own}-`)) return false
    return found[1] === undefined ? hasOlder || file.endsWith(".tmp") : Number(found[1]) <= beginning
  })
}

const kept = /^(?:\d+-[a-z0-9]+-part-\d+\.(?:csv|zip|result\.zip)|job-\d+\.result\.zip)(?:\..+\.tmp)?$/

/** How older versions named what they kept of a part. */
const keptPlainly = /^part-\d+\.(?:csv|zip|result\.zip)(?:\..+\.tmp)?$/

/**
 * Checks whether a file in the folder of a journal is one that a journal has kept there; of an older version, it may
 * have a plain name.
 */
export const isKept = (name: string, isOlder = false): boolean => kept.test(name) || (isOlder && keptPlainly.test(name))

/** Checks whether an older version has written some of the entries of a journey. */
export const isOfOlder = (entries: ReadonlyArray<JournalEntry>): boolean =>
  entries.some((entry) => isTelling(entry) && entry.keptAs === undefined)
