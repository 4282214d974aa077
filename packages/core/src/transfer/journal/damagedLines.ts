import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type JobId, isJobId } from "../../domain/JobId.ts"
import { JournalEntry } from "./JournalEntry.ts"
import { nothingOrdered, type OrderState, stateAfter } from "./OrderState.ts"

const decodeEntry = Schema.decodeUnknownOption(Schema.fromJsonString(JournalEntry))

/** In how many places of a line a whole entry is looked for. */
const mostPlaces = 64

/**
 * The complete entry at the end of a line.
 *
 * A full disk truncated an entry, whose writer stopped over it, and the next entry was appended directly to it: the
 * first one was never written, the second one was.
 */
const wholeAtEnd = (line: string): JournalEntry | undefined => {
  const places = [...line.matchAll(/\{"step":/g)].flatMap(({ index }) => (index === 0 ? [] : [index]))
  for (const at of places.slice(-mostPlaces)) {
    const entry = decodeEntry(line.slice(at))
    if (Option.isSome(entry)) return entry.value
  }
  return undefined
}

const allIn = (line: string, pattern: RegExp): ReadonlyArray<string> =>
  [...line.matchAll(pattern)].map(([, found = ""]) => found)

const jobIdsIn = (line: string): ReadonlyArray<JobId> => allIn(line, /"jobId":"(\d+)"/g).filter(isJobId)

/**
 * The parts that a damaged line may be about, if it does not say: any that could have been ordered by then, and have no
 * job.
 */
const openParts = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<string> => {
  const split = entries.find((entry) => entry.step === "split")
  if (split !== undefined) return split.parts.map((_, at) => `part ${at + 1}`)
  const pages = entries.filter((entry) => entry.step === "paged").length
  return [`page ${pages + 1}`]
}

/** The maximum number of unreadable lines in a journal that still counts. */
const mostDamaged = 1_000

/**
 * Reads the lines in which older versions wrote a journal; gives nothing where there are too many that cannot be read.
 *
 * A line that cannot be read does not make the others worthless: it makes unknown what it may be about, so that a person is asked and nothing is
 * ordered twice.
 */
export const entriesOfLines = (lines: ReadonlyArray<string>): ReadonlyArray<JournalEntry> | undefined => {
  const entries: Array<JournalEntry> = []
  const states = new Map<string, OrderState>()
  let damaged = 0

  const add = (entry: JournalEntry): void => {
    entries.push(entry)
    if ("part" in entry) states.set(entry.part, stateAfter(states.get(entry.part) ?? nothingOrdered, entry))
  }

  /** Adds what a line that cannot be read leaves unknown: the orders for the parts that it may be about. */
  const addUnknown = (line: string): void => {
    const named = allIn(line, /"part":"((?:part|page) \d+)"/g)
    const parts = named.length > 0 ? [...new Set(named)] : openParts(entries)
    const at = entries.at(-1)?.at ?? 0
    const jobIds = jobIdsIn(line)
    for (const part of parts) {
      const state = states.get(part)
      const tellsNothingNew = state?._tag === "unknown" && state.jobIds?.length === 0 && jobIds.length === 0
      if (state?._tag !== "ordered" && !tellsNothingNew) add({ step: "unreadable", part, at, jobIds })
    }
  }

  for (const line of lines) {
    const read = decodeEntry(line)
    if (Option.isSome(read)) {
      add(read.value)
      continue
    }
    if (++damaged > mostDamaged) return undefined
    const whole = wholeAtEnd(line)
    const torn = whole === undefined ? line : line.slice(0, line.lastIndexOf('{"step":'))
    if (whole === undefined || jobIdsIn(torn).length > 0) addUnknown(torn)
    if (whole !== undefined) add(whole)
  }
  return entries
}
