import * as Command from "effect/cli/Command"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { ZohoConnection } from "../../connection/ZohoConnection.ts"
import type { MirrorTarget } from "../../mirror/MirrorTarget.ts"
import { planMirror } from "../../mirror/planMirror.ts"
import { runMirror } from "../../mirror/runMirror.ts"
import { checkWhose } from "../../mirror/whoseCopies.ts"
import { layerJournalFolder } from "../../transfer/journal/layerJournalFolder.ts"
import { layerJournalMemory } from "../../transfer/journal/layerJournalMemory.ts"
import { countCredits, countedFrom } from "../../transfer/journey/credits.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { isQuiet, root } from "../flags/root.ts"
import { timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { askedMirror, type AskedModules } from "../mirror/AskedMirror.ts"
import { endOfMirror, isNotInBulk } from "../mirror/endOfMirror.ts"
import { mirroredModule, mirroredSum, mirroredTable, wordsOfFailure } from "../mirror/mirroredModule.ts"
import { mirrorFlags } from "../mirror/mirrorFlags.ts"
import { sayThatItStopped, tellingOfModules } from "../mirror/mirrorProgress.ts"
import { modulesNamed } from "../mirror/modulesNamed.ts"
import { presentPlan } from "../mirror/presentPlan.ts"
import { rehearseMirror } from "../mirror/rehearseMirror.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { Output } from "../output/Output.ts"
import { listPresenter, presenter } from "../output/present.ts"
import { makeProgress } from "../progress/makeProgress.ts"
import { StartedAs } from "../output/StartedAs.ts"
import { lines } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { tellHidden } from "../run/hiddenVariables.ts"
import { endWith } from "../run/RunState.ts"
import { mirrorStatus } from "./mirrorStatus.ts"

/** Finds what is meant by names, once it is clear that the copies are of this organisation: another one has other names. */
const modulesOf = Effect.fnUntraced(function* <R>(asked: AskedModules, target: MirrorTarget<R>) {
  yield* checkWhose(target.name, yield* target.checkpoints, (yield* ZohoConnection).settings)
  return yield* modulesNamed(asked)
})

const mirrorModules = Command.make(
  "mirror",
  mirrorFlags,
  Effect.fnUntraced(function* (flags) {
    const asked = yield* askedMirror(flags)
    const { access, journals, target } = yield* targetNamed(asked.target, asked.options, asked.inFile)
    const options = {
      whole: flags.whole,
      refreshEvery: flags.refreshEvery,
      overlap: flags.overlap,
      compareIds: flags.compareIds === "always" ? ("always" as const) : undefined,
      textColumns: flags.textColumns,
      wait: flags.wait,
      maxCredits: flags.maxCredits,
    }
    const { emulator, explain } = yield* root
    if (explain) {
      const at = { now: yield* DateTime.now, timeZone: yield* timeZoneOfRun(undefined) }
      const settings = yield* settingsOfRun(emulator)
      const requests = yield* rehearseMirror(asked.modules, target, options, settings, at)
      const reads = flags.config === undefined ? [] : [(yield* Path.Path).resolve(flags.config)]
      return yield* presentRequests(requests, { access: { reads: [...access, ...reads], writes: access } })
    }
    if (flags.plan) {
      yield* presenter("mirrorPlan")
      yield* tellHidden
      const planned = yield* Effect.gen(function* () {
        const modules = yield* modulesOf(asked.modules, target)
        return yield* planMirror({ modules, target }, options)
      }).pipe(Effect.provide(layerConnection))
      return yield* presentPlan(target.name, planned)
    }
    const present = yield* listPresenter("mirror")
    const output = yield* Output
    const startedAs = yield* StartedAs
    const { join } = yield* Path.Path
    yield* tellHidden
    const credits = countedFrom()
    const progress = yield* makeProgress({ credits, beginning: "checking the copies" })
    const before = new Set((yield* target.checkpoints).map(({ module }) => module))
    const journal = (module: string) => (emulator ? layerJournalMemory() : layerJournalFolder(join(journals, module)))
    const outcomes = yield* Effect.gen(function* () {
      const modules = yield* modulesOf(asked.modules, target)
      return yield* runMirror({ modules, target }, { ...options, journal })
    }).pipe(
      countCredits(credits),
      Effect.provide(layerConnection),
      tellingOfModules(progress),
      progress.showing,
      Effect.onInterrupt(() => sayThatItStopped),
    )
    yield* output.status("")
    const isLeftOut = (outcome: (typeof outcomes)[number]): boolean =>
      asked.modules.all && isNotInBulk(outcome) && !before.has(outcome.module)
    const modules = outcomes.map((outcome) => mirroredModule(outcome, startedAs, isLeftOut(outcome)))
    const named = asked.name === undefined ? {} : { name: asked.name }
    const shownAs = asked.name === undefined ? target.name : `${asked.name} (${target.name})`
    if (yield* isQuiet) {
      const failed = modules.filter(({ state }) => state === "failed")
      if (failed.length > 0) {
        yield* output.talk((style) => lines(failed.flatMap((line) => wordsOfFailure(style, line))))
      }
      return yield* endWith(endOfMirror(outcomes.filter((outcome) => !isLeftOut(outcome))))
    }
    yield* present(modules, { ...named, target: target.name, credits: credits.spent }, (style) =>
      lines([mirroredTable(style, modules), mirroredSum(style, shownAs, modules, credits.spent)]),
    )
    yield* endWith(endOfMirror(outcomes.filter((outcome) => !isLeftOut(outcome))))
  }),
).pipe(
  withLesson({
    does: "Keeps local copies of modules up to date, including deletions.",
    credits:
      "52 for each module, and 1 for each status check; 52 for each further 200,000 records; 1 for fields, 2 for counts",
    asks: [
      operations.createReadJob,
      operations.getReadJob,
      operations.downloadReadResult,
      operations.getFields,
      operations.getModules,
      operations.countRecords,
      operations.getDeletedRecords,
    ],
    ends: {
      jobFailed: "a job failed",
      stillRunning: "not finished in time: run it again",
      outcomeUnknown: "a job was ordered and the answer was lost: see resume --help",
      rejectedRows: "some modules were not copied",
    },
  }),
  Command.withExamples([
    { command: "zoho-bulk mirror Leads Deals --to ./copies --emulator", description: "Two modules, into a folder" },
    { command: "zoho-bulk mirror --all --to ./copies", description: "Every module; run it every night" },
    { command: "zoho-bulk mirror --all --to sqlite:crm.db", description: "The same, into a SQLite database" },
    {
      command: "zoho-bulk mirror --config nightly.json --plan",
      description: "The plan of a configuration file, and its cost",
    },
  ]),
)

/** `zoho-bulk mirror <module>... --to <target>`: copies of modules that stay true. */
export const mirror: typeof mirrorModules = Command.withSubcommands(mirrorModules, [mirrorStatus])
