import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Path from "effect/Path"
import { CurrentWaitListener } from "../../connection/RateGate.ts"
import { CurrentMirrorProgress } from "../../mirror/MirrorProgress.ts"
import type { CopiedModule } from "../../mirror/MirrorRequest.ts"
import type { ModuleOutcome } from "../../mirror/ModuleOutcome.ts"
import { planMirror } from "../../mirror/planMirror.ts"
import { runMirror } from "../../mirror/runMirror.ts"
import { namedExport } from "../../transfer/exports/namedExport.ts"
import { layerJournalFolder } from "../../transfer/journal/layerJournalFolder.ts"
import { layerJournalMemory } from "../../transfer/journal/layerJournalMemory.ts"
import { countCredits, countedFrom } from "../../transfer/journey/credits.ts"
import { operations } from "../../wire/Operation.ts"
import { presentRequests } from "../explain/presentRequests.ts"
import { exitCode, exitCodeOf } from "../failure/ExitCode.ts"
import { UsageError } from "../failure/UsageError.ts"
import { optional, planFlag } from "../flags/commandFlags.ts"
import { durationFlag } from "../flags/durationFlag.ts"
import { maxCreditsFlag } from "../flags/maxCreditsFlag.ts"
import { namesIn } from "../flags/namesIn.ts"
import { root } from "../flags/root.ts"
import { timeZoneOfRun } from "../flags/timeZoneFlag.ts"
import { parseWhere } from "../flags/whereFlag.ts"
import { withLesson } from "../help/withLesson.ts"
import { type MirrorFile, readMirrorFile } from "../mirror/mirrorFile.ts"
import { mirroredModule, mirroredSum, mirroredTable, wordsOfReason } from "../mirror/mirroredModule.ts"
import { type AskedModules, asksForModules, checkAsked, modulesNamed } from "../mirror/modulesNamed.ts"
import { rehearseMirror } from "../mirror/rehearseMirror.ts"
import { targetNamed } from "../mirror/targetNamed.ts"
import { amount } from "../output/amount.ts"
import { Output } from "../output/Output.ts"
import { listPresenter, presenter } from "../output/present.ts"
import { makeProgress } from "../output/progress.ts"
import { StartedAs } from "../output/StartedAs.ts"
import { grid } from "../output/Table.ts"
import { lines, say } from "../output/Words.ts"
import { layerConnection, settingsOfRun } from "../run/connect.ts"
import { endWith } from "../run/RunState.ts"
import { mirrorStatus } from "./mirrorStatus.ts"

const namesFlag = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(
    Flag.withMetavar(metavar),
    Flag.withDescription(description),
    Flag.withDefault(""),
    Flag.map(namesIn),
  )

/** The modules of a file, by the names that requests use, and with conditions as Zoho takes them. */
const modulesOfFile = Effect.fnUntraced(function* ({ modules }: MirrorFile) {
  const at = { now: yield* DateTime.now, timeZone: yield* timeZoneOfRun(undefined) }
  return yield* Effect.forEach(modules, (each) =>
    Effect.gen(function* () {
      const where = each.where === undefined ? undefined : yield* parseWhere(each.where)
      const named = yield* namedExport({ module: each.module, fields: each.fields, where }, at)
      return {
        module: named.module,
        ...(named.fields === undefined ? {} : { fields: named.fields }),
        ...(each.exclude === undefined ? {} : { exclude: each.exclude }),
        ...(named.where === undefined ? {} : { where: named.where }),
      } satisfies CopiedModule
    }),
  )
})

/** The exit code of what became of all modules: that of their failure where it stopped each of them. */
const codeOf = (outcomes: ReadonlyArray<ModuleOutcome>): number => {
  const failures = outcomes.flatMap((outcome) => (outcome._tag === "failed" ? [outcome.failure] : []))
  const [code = exitCode.done, ...others] = new Set(failures.map(exitCodeOf))
  const isOfAll = failures.length === outcomes.length && others.length === 0
  return failures.length === 0 || isOfAll ? code : exitCode.rejectedRows
}

/** `zoho-bulk mirror <module>... --to <target>`: copies of modules that stay true. */
export const mirror = Command.make(
  "mirror",
  {
    modules: Argument.String("module").pipe(
      Argument.withDescription('API names or labels of the modules, such as Contacts or "Sales Orders"'),
      Argument.variadic(),
    ),
    to: optional(
      Flag.String("to").pipe(
        Flag.withMetavar("<target>"),
        Flag.withDescription("where the copies are: a folder, which is made if need be"),
      ),
    ),
    all: Flag.Boolean("all").pipe(Flag.withDescription("every module that bulk read has"), Flag.withDefault(false)),
    except: namesFlag("except", "<module,...>", "modules that --all leaves out"),
    exclude: namesFlag("exclude", "<module.field,...>", "fields that are not copied"),
    config: optional(
      Flag.String("config").pipe(
        Flag.withMetavar("<file>"),
        Flag.withDescription("a file with the modules, their fields and conditions, and the target (docs/mirror.md)"),
      ),
    ),
    format: optional(
      Flag.Literals("format", ["csv", "csv.gz", "ndjson"]).pipe(
        Flag.withDescription("form of the files in a folder; csv by default"),
      ),
    ),
    merge: Flag.Boolean("merge").pipe(
      Flag.withDescription("merge changes into the file of each module, instead of files of changes beside it"),
      Flag.withDefault(false),
    ),
    whole: Flag.Boolean("whole").pipe(
      Flag.withDescription("read all records, and not only what has changed"),
      Flag.withDefault(false),
    ),
    refreshEvery: durationFlag("refresh-every", "after how long all records are read again, such as 7d, the default"),
    overlap: durationFlag("overlap", "how far before the last run changes are looked for; 10m by default"),
    compareIds: optional(
      Flag.Literals("compare-ids", ["counts-differ", "always"]).pipe(
        Flag.withDescription("when all ids are compared, for 51 credits per 200,000 records; counts-differ by default"),
      ),
    ),
    textColumns: Flag.Boolean("text-columns").pipe(
      Flag.withDescription("go on with a column as text where its type has changed, instead of stopping the module"),
      Flag.withDefault(false),
    ),
    wait: Flag.Boolean("wait").pipe(
      Flag.withDescription("wait for another run that works on the same target"),
      Flag.withDefault(false),
    ),
    maxCredits: maxCreditsFlag,
    plan: planFlag("show what would be read and what it costs, and copy nothing"),
  },
  Effect.fnUntraced(function* (flags) {
    const file = flags.config === undefined ? undefined : yield* readMirrorFile(flags.config)
    const asked: AskedModules = flags
    if (file === undefined) yield* checkAsked(asked)
    else if (flags.modules.length > 0 || flags.all) {
      return yield* new UsageError({
        problem: "--config and names of modules contradict each other",
        remedy: "Name the modules in the file, or leave --config out.",
      })
    }
    const name = flags.to ?? file?.target
    if (name === undefined) {
      return yield* new UsageError({
        problem: "No target is named",
        remedy: "Name a folder with --to, such as --to ./copies.",
      })
    }
    const { folders, journals, target } = yield* targetNamed(name, {
      format: flags.format ?? file?.format,
      merge: flags.merge || (file?.merge ?? false),
    })
    const { emulator, explain } = yield* root
    const find = file === undefined ? modulesNamed(asked) : modulesOfFile(file)
    if (explain) {
      const named = file === undefined ? flags.modules : file.modules.map(({ module }) => module)
      const requests = yield* rehearseMirror(
        named,
        asksForModules({ ...asked, modules: named }),
        yield* settingsOfRun(emulator),
      )
      return yield* presentRequests(requests, { access: { reads: folders, writes: folders } })
    }
    const { join } = yield* Path.Path
    const options = {
      whole: flags.whole,
      refreshEvery: flags.refreshEvery,
      overlap: flags.overlap,
      compareIds: flags.compareIds === "always" ? ("always" as const) : undefined,
      textColumns: flags.textColumns,
      wait: flags.wait,
      maxCredits: flags.maxCredits,
      journal: (module: string) => (emulator ? layerJournalMemory() : layerJournalFolder(join(journals, module))),
    }
    if (flags.plan) {
      const present = yield* presenter("mirrorPlan")
      const planned = yield* Effect.gen(function* () {
        const modules = yield* find
        return yield* planMirror({ modules, target }, options)
      }).pipe(Effect.provide(layerConnection))
      const credits = planned.reduce((sum, each) => sum + each.credits, 0)
      const modules = planned.map(({ changesSince, credits: cost, module, records, whole }) => ({
        module,
        read: whole === undefined ? ("changes" as const) : ("all" as const),
        ...(whole === undefined ? {} : { because: wordsOfReason[whole] }),
        ...(changesSince === undefined ? {} : { since: changesSince }),
        records,
        credits: cost,
      }))
      return yield* present({ target: target.name, modules, credits }, (style) =>
        lines([
          grid(
            style,
            ["Module", "Records", "Read", "Since", "Credits"],
            modules.map(({ credits: cost, module, read, records, since = "-" }) => [
              module,
              records,
              read,
              since,
              cost,
            ]),
          ),
          say`${amount(credits, "credit")} in all, and 1 for each further look at a job.`,
        ]),
      )
    }
    const present = yield* listPresenter("mirror")
    const output = yield* Output
    const startedAs = yield* StartedAs
    const { elapsed, listen, tellWait } = yield* makeProgress()
    const credits = countedFrom(flags.maxCredits)
    const outcomes = yield* Effect.gen(function* () {
      const modules = yield* find
      return yield* runMirror({ modules, target }, options)
    }).pipe(
      countCredits(credits),
      Effect.provide(layerConnection),
      Effect.provideService(CurrentWaitListener, tellWait),
      Effect.provideService(CurrentMirrorProgress, (event) =>
        event._tag === "progress"
          ? listen(
              "part" in event.event ? { ...event.event, part: `${event.module} ${event.event.part}` } : event.event,
            )
          : Effect.void,
      ),
    )
    yield* elapsed
    yield* output.status("")
    const modules = outcomes.map((outcome) => mirroredModule(outcome, startedAs))
    yield* present(modules, { target: target.name, credits: credits.spent }, (style) =>
      lines([
        mirroredTable(style, modules),
        say`${style.good("Copied:")} ${target.name}: ${mirroredSum(modules, credits.spent)}`,
      ]),
    )
    yield* endWith(codeOf(outcomes))
  }),
).pipe(
  withLesson({
    does: "Keeps copies of modules that stay true: what has changed, and what is gone.",
    credits:
      "51 for each module and 200,000 records read, 1 for its fields, 2 for counts, 1 for 200 deletions, 1 a look",
    asks: [
      operations.createReadJob,
      operations.getReadJob,
      operations.downloadReadResult,
      operations.getFields,
      operations.getModules,
      operations.countRecords,
      operations.getDeletedRecords,
    ],
  }),
  Command.withExamples([
    { command: "zoho-bulk mirror Leads Deals --to ./copies --emulator", description: "Two modules, into a folder" },
    { command: "zoho-bulk mirror --all --to ./copies", description: "Every module; run it every night" },
  ]),
  Command.withSubcommands([mirrorStatus]),
)
