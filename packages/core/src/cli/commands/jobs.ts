import * as Command from "effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { unknownOrders } from "../../transfer/JournalEntry.ts"
import { isFinished, type KnownJourney, knownJourneys } from "../Journeys.ts"
import { present } from "../present.ts"
import { grid } from "../Table.ts"

const day = 86_400_000

const stateOf = (known: KnownJourney): string => {
  if (isFinished(known)) return "finished"
  return unknownOrders(known.entries).length > 0 ? "outcome unknown" : "can be resumed"
}

const jobsOf = ({ entries }: KnownJourney): ReadonlyArray<string> =>
  entries.flatMap((entry) => (entry.step === "ordered" || entry.step === "adopted" ? [entry.jobId] : []))

/** Until when an export can go on: its page tokens live for a day. */
const resumableUntil = (known: KnownJourney): number | undefined => {
  const paged = known.entries.findLast(({ step }) => step === "paged")
  return paged === undefined || isFinished(known) || known.journey.command === "import" ? undefined : paged.at + day
}

const time = (millis: number): string => `${DateTime.formatIso(DateTime.makeUnsafe(millis)).slice(0, 19)}Z`

/** `zoho-bulk jobs`: what was begun from here, since Zoho has no list. */
export const jobs = Command.make(
  "jobs",
  {},
  Effect.fnUntraced(function* () {
    const known = yield* knownJourneys
    const journeys = known.map((each) => {
      const until = resumableUntil(each)
      return {
        id: each.journey.id,
        command: each.journey.command,
        module: each.journey.module,
        begun: time(each.journey.begunAt),
        state: stateOf(each),
        jobs: jobsOf(each),
        output: each.journey.output,
        ...(until === undefined ? {} : { resumableUntil: time(until) }),
      }
    })
    yield* present({ journeys }, (style) =>
      journeys.length === 0
        ? "Nothing was begun from here."
        : grid(
            style,
            ["Journey", "Begun", "State", "Jobs"],
            journeys.map(({ begun, id, jobs: ids, state }) => [id, begun, state, ids.join(" ") || "-"]),
          ),
    )
  }),
).pipe(
  Command.withDescription(
    "Lists the exports and imports that were begun from here, and their jobs. Asks Zoho nothing.",
  ),
  Command.withExamples([{ command: "zoho-bulk jobs --json", description: "For a program" }]),
)
