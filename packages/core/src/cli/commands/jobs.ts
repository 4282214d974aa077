import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import type * as FileSystem from "effect/FileSystem"
import type * as Path from "effect/Path"
import { pageTokenLife } from "../../transfer/exports/beginningAnew.ts"
import { forget as forgetFolder } from "../../transfer/journal/journalFolders.ts"
import { jobsIn, unknownOrders } from "../../transfer/journal/JournalEntry.ts"
import { folderOf } from "../explain/denoFlags.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { checkNotRunning, seemsToRun } from "../journeys/journeyLock.ts"
import { isFinished, journeysHere, type KnownJourney } from "../journeys/Journeys.ts"
import type { LineOf } from "../output/DocumentOf.ts"
import { Output } from "../output/Output.ts"
import { isoSecond } from "../output/isoSecond.ts"
import { listPresenter } from "../output/present.ts"
import { tokensFile } from "../signIn/Profiles.ts"
import { optional } from "../flags/commandFlags.ts"
import { root } from "../flags/root.ts"
import { wrongJourney } from "../journeys/wrongJourney.ts"
import type { Style } from "../output/Style.ts"
import { grid } from "../output/Table.ts"
import { say, type Words } from "../output/Words.ts"
import { withLesson } from "../help/withLesson.ts"

type State = LineOf<"jobs">["state"]

const stateOf = Effect.fnUntraced(function* (
  known: KnownJourney,
): Effect.fn.Return<State, never, FileSystem.FileSystem | Path.Path> {
  if (known.problem !== undefined) return "unreadable"
  if (isFinished(known)) return "finished"
  if (yield* seemsToRun(known)) return "running"
  return unknownOrders(known.entries).length > 0 ? "outcome unknown" : "can be resumed"
})

/** Until when an export can go on: as long as its page tokens live. */
const resumableUntil = (known: KnownJourney): number | undefined => {
  const paged = known.entries.findLast(({ step }) => step === "paged")
  return paged === undefined || isFinished(known) || known.journey.command === "import"
    ? undefined
    : paged.at + pageTokenLife
}

/** `zoho-bulk jobs`: what was begun from here, since Zoho has no list. */
export const jobs = Command.make(
  "jobs",
  {
    forget: optional(
      Flag.String("forget").pipe(
        Flag.withMetavar("<journey>"),
        Flag.withDescription("forget a journey, and all that it kept; its jobs at Zoho are left alone"),
      ),
    ),
  },
  Effect.fnUntraced(function* ({ forget }) {
    if ((yield* root).explain) {
      const own = yield* folderOf(tokensFile)
      return yield* presentRequests([], { access: forget === undefined ? { reads: own } : { writes: own } })
    }
    const presentEach = yield* listPresenter("jobs")
    const output = yield* Output
    const { known: all, unreadable } = yield* journeysHere
    for (const { folder, problem } of unreadable) {
      const why = `${problem.summary}. ${problem.remedy}`
      yield* output.talk((style) => style.warning(`${folder} holds no journey that can be read. ${why}`))
    }
    const forgotten = all.find(({ journey }) => journey.id === forget)
    if (forget !== undefined && forgotten === undefined) return yield* wrongJourney(`There is no journey ${forget}`)
    if (forgotten !== undefined) {
      yield* checkNotRunning(forgotten)
      yield* forgetFolder(forgotten.folder)
    }
    const known = all.filter((each) => each !== forgotten)
    for (const { problem } of known) {
      if (problem !== undefined) yield* output.talk((style) => style.warning(problem.summary))
    }
    const journeys = yield* Effect.forEach(known, (each) =>
      Effect.map(stateOf(each), (state) => {
        const until = resumableUntil(each)
        return {
          id: each.journey.id,
          command: each.journey.command,
          module: each.journey.module,
          ...(each.journey.host === undefined ? {} : { host: each.journey.host }),
          begun: isoSecond(each.journey.begunAt),
          state,
          jobs: jobsIn(each.entries),
          output: each.journey.output,
          ...(until === undefined ? {} : { resumableUntil: isoSecond(until) }),
        }
      }),
    )
    const text = (style: Style): Words =>
      journeys.length === 0
        ? say`Nothing was begun from here.`
        : grid(
            style,
            ["Journey", "Host", "Begun", "State", "Jobs"],
            journeys.map(({ begun, host, id, jobs: ids, state }) => [
              id,
              host ?? "-",
              begun,
              state,
              ids.join(" ") || "-",
            ]),
          )
    yield* presentEach(journeys, {}, text)
  }),
).pipe(
  withLesson({
    does: "Lists the exports and imports that were begun from here, and their jobs.",
    credits: "none: it asks Zoho nothing",
  }),
  Command.withExamples([{ command: "zoho-bulk jobs --json", description: "For a program" }]),
)
