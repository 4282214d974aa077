import { Journal } from "@zoho-bulk/core"
import { Clock, Effect, FileSystem, Path } from "effect"
import { jobsAtZoho } from "../check/jobsAtZoho.ts"
import { journeyFolder } from "../journeys/program.ts"
import type { Stage } from "./Round.ts"

type Entry = Journal.JournalEntry

/** The parts whose orders went out and of which nothing is known since. */
const unknownParts = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> => {
  const unknown = new Set<string>()
  for (const entry of entries) {
    if (!("part" in entry)) continue
    if (entry.step === "ordering") unknown.add(entry.part)
    if (["ordered", "adopted", "refused", "abandoned", "failed"].includes(entry.step)) unknown.delete(entry.part)
  }
  return [...unknown]
}

const jobsIn = (entries: ReadonlyArray<Entry>): ReadonlyArray<string> =>
  entries.flatMap((entry) => ("jobId" in entry ? [entry.jobId] : []))

/**
 * What an honest person does about an order whose outcome is unknown: looks at Zoho whether there is a job that the journal does not know
 * of, and says that it is the order's, or that there is none. Succeeds with what was said.
 */
export const settleOrders = ({ given, network, scenario }: Stage, fileSystem: FileSystem.FileSystem) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const entries = yield* journal.entries
    const known = jobsIn(entries)
    const found = jobsAtZoho(network.carriedOut, given, scenario.perPart).filter(({ id }) => !known.includes(id))
    const said: Array<string> = []
    for (const part of unknownParts(entries)) {
      const at = yield* Clock.currentTimeMillis
      const id = found.findLast((job) => job.part === part)?.id
      said.push(id === undefined ? `${part}: no job` : `${part}: job ${id}`)
      yield* journal.append(
        id === undefined ? { step: "abandoned", part, at } : { step: "adopted", part, at, jobId: id as never },
      )
    }
    return said
  }).pipe(
    Effect.provide(Journal.layerFolder(journeyFolder)),
    Effect.provideService(FileSystem.FileSystem, fileSystem),
    Effect.provide(Path.layer),
  )
