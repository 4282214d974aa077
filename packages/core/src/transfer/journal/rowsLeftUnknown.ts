import { finishedAt, type JournalEntry, type NotAgain, type UnknownRows } from "./JournalEntry.ts"

/** Whether the journey is finished, but the outcome of some rows is unknown. */
export const leavesUnknown = (entries: ReadonlyArray<JournalEntry>): boolean =>
  entries.some((entry) => entry.step === "finished" && entry.leavesUnknown === true)

/** The imports whose rows a journey must not send again unchecked, the latest one first. */
export const notAgainIn = (entries: ReadonlyArray<JournalEntry>): ReadonlyArray<typeof UnknownRows.Type> => {
  const known = entries.find((entry) => entry.step === "begun")?.notAgain
  return known === undefined ? [] : [known, ...(known.earlier ?? [])]
}

/**
 * How long, in milliseconds, the rows of an import are remembered once others have been sent, and how many parts of
 * them.
 */
const [unknownFor, mostUnknown] = [7 * 24 * 60 * 60 * 1_000, 1_000]

/**
 * The rows that the next import must not send again unchecked: this import's own, and those that it inherited, unless
 * it sent them.
 */
export const rowsLeftUnknown = (
  entries: ReadonlyArray<JournalEntry>,
  now: number,
): typeof NotAgain.Type | undefined => {
  const split = entries.find((entry) => entry.step === "split")
  // One that was refused has no rows of its own.
  if (split === undefined) return entries.find((entry) => entry.step === "begun")?.notAgain
  const sent = new Set(split.digests)
  const finished = finishedAt(entries)
  const isOwn = finished !== undefined && leavesUnknown(entries) && split.digests !== undefined
  const own = isOwn ? [{ finishedAt: finished, digests: split.digests }] : []
  let room = mostUnknown
  const others = notAgainIn(entries).flatMap((each) => {
    if (now - each.finishedAt > unknownFor) return []
    const digests = each.digests.filter((digest) => !sent.has(digest)).slice(0, room)
    room -= digests.length
    return digests.length === 0 ? [] : [{ finishedAt: each.finishedAt, digests }]
  })
  const [latest, ...earlier] = [...own, ...others]
  return latest === undefined || earlier.length === 0 ? latest : { ...latest, earlier }
}
