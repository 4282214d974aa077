import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type JobId, isJobId } from "../../domain/JobId.ts"
import { JournalEntry, orderStateOf } from "./JournalEntry.ts"

const decodeEntry = Schema.decodeUnknownOption(Schema.fromJsonString(JournalEntry))

/**
 * The entry that stands whole at the end of a line.
 *
 * A full disk cut an entry short, whose writer stopped over it, and the next entry was written right behind it: the first one was never
 * written, the second one was.
 */
const wholeAtEnd = (line: string): JournalEntry | undefined => {
  for (let at = line.indexOf('{"step":', 1); at !== -1; at = line.indexOf('{"step":', at + 1)) {
    const entry = decodeEntry(line.slice(at))
    if (Option.isSome(entry)) return entry.value
  }
  return undefined
}

const allIn = (line: string, pattern: RegExp): ReadonlyArray<string> =>
  [...line.matchAll(pattern)].map(([, found = ""]) => found)

const jobIdsIn = (line: string): ReadonlyArray<JobId> => allIn(line, /"jobId":"(\d+)"/g).filter(isJobId)

/** The parts that a damaged line may be about, where it does not say: any that could have been ordered by then, and have no job. */
const openParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const split = entries.find((entry) => entry.step === "split")
  if (split !== undefined) return split.parts.map((_, at) => `part ${at + 1}`)
  const pages = entries.filter((entry) => entry.step === "paged").length
  return [`page ${pages + 1}`]
}

/** What a line that cannot be read leaves unknown: the orders for the parts that it may be about. */
const unknownBy = (line: string, before: ReadonlyArray<JournalEntry>): ReadonlyArray<JournalEntry> => {
  const named = allIn(line, /"part":"((?:part|page) \d+)"/g)
  const parts = named.length > 0 ? [...new Set(named)] : openParts(before)
  const at = before.at(-1)?.at ?? 0
  return parts
    .filter((part) => orderStateOf(before, part)._tag !== "ordered")
    .map((part) => ({ step: "unreadable", part, at, jobIds: jobIdsIn(line) }))
}

/**
 * Reads the lines in which older versions wrote a journal.
 *
 * A line that cannot be read does not make the others worthless: it makes unknown what it may be about, so that a person is asked and nothing is
 * ordered twice.
 */
export const entriesOfLines = (lines: ReadonlyArray<string>): ReadonlyArray<JournalEntry> => {
  const entries: Array<JournalEntry> = []
  for (const line of lines) {
    const read = decodeEntry(line)
    if (Option.isSome(read)) {
      entries.push(read.value)
      continue
    }
    const whole = wholeAtEnd(line)
    const torn = whole === undefined ? line : line.slice(0, line.lastIndexOf('{"step":'))
    entries.push(...(whole === undefined || jobIdsIn(torn).length > 0 ? unknownBy(torn, entries) : []))
    if (whole !== undefined) entries.push(whole)
  }
  return entries
}
