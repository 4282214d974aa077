import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Path from "effect/Path"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { fileToRead, rowsOfPart } from "../../transfer/journal/partFiles.ts"
import { countedFrom } from "../../transfer/journey/credits.ts"
import { BegunWith } from "../run/BegunWith.ts"
import { settingsOfRun } from "../run/connect.ts"
import { tellHidden } from "../run/hiddenVariables.ts"
import { optional } from "../flags/commandFlags.ts"
import { journeyTimeout } from "../flags/durationFlag.ts"
import { maxCreditsFlag } from "../flags/maxCreditsFlag.ts"
import { journeyAccess } from "../explain/journeyAccess.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { checkNotReplacing } from "../journeys/checkOutputs.ts"
import { checkPlace } from "../journeys/checkPlace.ts"
import { exportFormats, SavedExport, rehearseExport, runExport } from "../journeys/exportJourney.ts"
import { SavedImport, rehearseImport, runImport } from "../journeys/importJourney.ts"
import { checkNotRunning } from "../journeys/journeyLock.ts"
import { isFinished, type KnownJourney, knownJourneys, redirectJourney } from "../journeys/Journeys.ts"
import { settleOutput, standardOutput } from "../output/OutputTarget.ts"
import { presenter } from "../output/present.ts"
import { formatOfName } from "../rows/rowFormat.ts"
import { checkRowsToStdout } from "../rows/rowsToStdout.ts"
import { root } from "../flags/root.ts"
import { settleOrder } from "../journeys/settleOrder.ts"
import { wrongJourney } from "../journeys/wrongJourney.ts"
import { UsageError } from "../failure/UsageError.ts"
import { withLesson } from "../help/withLesson.ts"

const decodeExport = Schema.decodeUnknownEffect(SavedExport)

const decodeImport = Schema.decodeUnknownEffect(SavedImport)

/** Refuses a journey that belongs elsewhere, or that runs. */
const checkResumable = (known: KnownJourney) => Effect.andThen(checkPlace(known), checkNotRunning(known))

/** The journey of that name. */
const findJourney = Effect.fnUntraced(function* (id: string) {
  const found = (yield* knownJourneys).find(({ journey }) => journey.id === id)
  if (found === undefined) return yield* wrongJourney(`There is no journey ${id}`)
  if (found.problem !== undefined) return yield* found.problem
  if (isFinished(found)) return yield* wrongJourney(`${id} is finished`)
  yield* checkResumable(found)
  return found
})

/**
 * The latest interrupted journey for the current host; if all are for other hosts, the latest of those states why it is
 * not resumed.
 */
const latestJourney = Effect.gen(function* () {
  let refused: Effect.Effect<never, Effect.Error<ReturnType<typeof checkResumable>>> | undefined
  for (const each of yield* knownJourneys) {
    if (isFinished(each) || each.problem !== undefined) continue
    const result = yield* Effect.result(checkResumable(each))
    if (Result.isSuccess(result)) return each
    refused ??= Effect.fail(result.failure)
  }
  return yield* refused ?? wrongJourney("Nothing to resume")
})

/** Rows that came by stdin are gone, unless they had all been read. */
const checkInput = ({ entries, journey }: KnownJourney, { file }: SavedImport): Effect.Effect<void, UsageError> =>
  file === standardOutput && !entries.some(({ step }) => step === "split")
    ? wrongJourney(`${journey.id} was stopped before it had read all of stdin, and nothing was sent: start it again`)
    : Effect.void

const resumeWords = ({ journey }: KnownJourney) => ({
  words: () => `Continues ${journey.id}; requests that its journal already records are not sent again.`,
})

/** Where the rows of an export go from here on; those of an import are in Zoho. */
const settleTarget = Effect.fnUntraced(function* ({ journey }: KnownJourney, output: string | undefined) {
  if (output === undefined) return journey.output
  if (journey.command === "export") {
    const target = yield* settleOutput(output)
    const { format } = yield* decodeExport(journey.request).pipe(Effect.orElseSucceed(() => ({ format: undefined })))
    const named = yield* formatOfName("--output", target, exportFormats)
    if (named === undefined || format === undefined || named === format) return target
    return yield* new UsageError({
      problem: `${journey.id} writes ${format}, and --output ${output} names a file of ${named}`,
      remedy: `Name a file that ends in .${format}.`,
    })
  }
  return yield* new UsageError({
    problem: `${journey.id} writes rows to Zoho, not to --output`,
    remedy: "Leave --output out: it is for exports.",
  })
})

/** How far a journey may go in this run. */
interface Bounds {
  readonly maxCredits: number | undefined
  readonly timeout: Duration.Duration | undefined
}

/** What explains how a journey would be resumed, and what makes the last checks and then gives the run itself. */
const planResume = Effect.fnUntraced(function* (known: KnownJourney, target: string, { maxCredits, timeout }: Bounds) {
  const { entries, folder, journey } = known
  const { join } = yield* Path.Path
  const options = { timeout, credits: countedFrom(maxCredits) }
  const otherVersion = () => wrongJourney(`${journey.id} was started by another version of zoho-bulk`)
  if (journey.command === "import") {
    const saved = yield* decodeImport(journey.request).pipe(Effect.catch(otherVersion))
    yield* checkInput(known, saved)
    const isSplit = entries.some(({ step }) => step === "split")
    const { encoding: _, format: __, ...others } = saved
    const source: SavedImport = isSplit
      ? { ...others, file: join(folder, fileToRead(entries, rowsOfPart(1), "")), format: "csv" }
      : saved
    const explain = Effect.gen(function* () {
      const access = yield* journeyAccess([saved.rejects, saved.results], isSplit ? [] : [saved.file])
      yield* presentRequests(yield* rehearseImport(source, yield* settingsOfRun(false)), {
        ...resumeWords(known),
        access,
      })
    })
    const prepare = Effect.map(presenter("import"), (present) => runImport(Option.some(known), saved, present, options))
    return { explain, prepare }
  }
  const saved = yield* decodeExport(journey.request).pipe(Effect.catch(otherVersion))
  const explain = Effect.gen(function* () {
    const access = yield* journeyAccess([target])
    yield* presentRequests(yield* rehearseExport(saved, yield* settingsOfRun(false)), { ...resumeWords(known), access })
  })
  const prepare = Effect.gen(function* () {
    yield* checkRowsToStdout(target, saved.format)
    const present = yield* presenter("export")
    return Effect.gen(function* () {
      const redirected = target === journey.output ? known : yield* redirectJourney(known, target)
      yield* runExport(Option.some(redirected), saved, target, present, options)
    })
  })
  return { explain, prepare }
})

/** `zoho-bulk resume [journey]`: resumes what was cut short. */
export const resume = Command.make(
  "resume",
  {
    id: Argument.String("journey").pipe(
      Argument.withDescription("which journey; by default, the latest unfinished one"),
      Argument.optional,
      Argument.map(Option.getOrUndefined),
    ),
    adopt: optional(
      Flag.String("adopt").pipe(
        Flag.withMetavar("<job-id>"),
        Flag.withDescription("the job that an order of unknown outcome created"),
      ),
    ),
    output: optional(
      Flag.String("output").pipe(
        Flag.withAlias("o"),
        Flag.withMetavar("<file>"),
        Flag.withDescription("another file for the rows of an export, or - for stdout"),
      ),
    ),
    maxCredits: maxCreditsFlag,
    timeout: journeyTimeout,
    sendAgain: Flag.Boolean("send-again").pipe(
      Flag.withDescription("an order of unknown outcome created no job: send it again"),
      Flag.withDefault(false),
    ),
  },
  Effect.fnUntraced(function* ({ adopt, id, maxCredits, output, sendAgain, timeout }) {
    if (adopt !== undefined && sendAgain) {
      return yield* new UsageError({
        problem: "--adopt and --send-again contradict each other",
        remedy: "Adopt the job if there is one, or send the order again if there is none.",
      })
    }
    const known = yield* id === undefined ? latestJourney : findJourney(id)
    if (output === undefined) yield* checkNotReplacing(known)
    const { explain } = yield* root
    const plan = yield* planResume(known, yield* settleTarget(known, output), { maxCredits, timeout })
    yield* Effect.gen(function* () {
      if (explain) return yield* plan.explain
      const run = yield* plan.prepare
      yield* tellHidden
      yield* settleOrder(known, adopt, sendAgain)
      yield* run
    }).pipe(Effect.provideService(BegunWith, known.journey.settings))
  }),
).pipe(
  withLesson({
    does: "Resumes an export or import that was interrupted. No job is created twice.",
    credits: "those of the export or import, for what is left",
    asks: "those of the export or import",
    ends: {
      jobFailed: "a job failed",
      stillRunning: "not finished in time: resume continues it",
      outcomeUnknown: "a job was ordered and the answer was lost: see resume --help",
      rejectedRows: "done, except for some rows",
    },
  }),
  Command.withExamples([
    { command: "zoho-bulk resume", description: "The latest unfinished one" },
    { command: "zoho-bulk resume --max-credits 120", description: "The same, within a limit on its cost" },
    {
      command: "zoho-bulk resume export-contacts-20261122-091500-abcd --adopt 4150868000005376042",
      description: "With the job that the lost order created",
    },
  ]),
)
